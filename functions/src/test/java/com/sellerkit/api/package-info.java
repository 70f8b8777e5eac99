/// Tests of this package.
@NullMarked
package com.sellerkit.api;

import org.jspecify.annotations.NullMarked;
