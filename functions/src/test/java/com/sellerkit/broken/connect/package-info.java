/// An example that breaks the boundaries of `connect`.
@NullMarked
package com.sellerkit.broken.connect;

import org.jspecify.annotations.NullMarked;
