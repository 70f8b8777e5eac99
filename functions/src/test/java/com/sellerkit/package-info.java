/// The boundaries between the packages, as tests.
@NullMarked
package com.sellerkit;

import org.jspecify.annotations.NullMarked;
