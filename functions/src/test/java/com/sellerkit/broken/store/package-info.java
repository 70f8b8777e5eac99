/// An example that breaks the boundaries of `store`.
@NullMarked
package com.sellerkit.broken.store;

import org.jspecify.annotations.NullMarked;
