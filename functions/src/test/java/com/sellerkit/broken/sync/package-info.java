/// An example that breaks the boundaries of `sync`.
@NullMarked
package com.sellerkit.broken.sync;

import org.jspecify.annotations.NullMarked;
