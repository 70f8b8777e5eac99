/// An example that breaks the boundaries of `catalog`.
@NullMarked
package com.sellerkit.broken.catalog;

import org.jspecify.annotations.NullMarked;
