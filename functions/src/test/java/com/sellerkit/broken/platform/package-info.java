/// An example that breaks the boundaries of `platform`.
@NullMarked
package com.sellerkit.broken.platform;

import org.jspecify.annotations.NullMarked;
