/// What the pages that one machine serves by itself have in common.
@NullMarked
package com.sellerkit.local.page;

import org.jspecify.annotations.NullMarked;
