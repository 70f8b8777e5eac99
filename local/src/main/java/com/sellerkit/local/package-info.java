@NullMarked
package com.sellerkit.local;

import org.jspecify.annotations.NullMarked;
