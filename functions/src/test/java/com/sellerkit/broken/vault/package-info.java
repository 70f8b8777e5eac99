/// An example that breaks the boundaries of `vault`.
@NullMarked
package com.sellerkit.broken.vault;

import org.jspecify.annotations.NullMarked;
