@NullMarked
package com.sellerkit.local.redrive;

import org.jspecify.annotations.NullMarked;
