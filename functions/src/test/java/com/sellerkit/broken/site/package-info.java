/// An example that breaks the boundaries of `site`.
@NullMarked
package com.sellerkit.broken.site;

import org.jspecify.annotations.NullMarked;
