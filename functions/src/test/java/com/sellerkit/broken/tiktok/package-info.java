/// An example that breaks the boundaries of `tiktok`.
@NullMarked
package com.sellerkit.broken.tiktok;

import org.jspecify.annotations.NullMarked;
