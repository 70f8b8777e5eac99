/// Serves the built browser application from the sellers' own origin.
@NullMarked
package com.sellerkit.site;

import org.jspecify.annotations.NullMarked;
