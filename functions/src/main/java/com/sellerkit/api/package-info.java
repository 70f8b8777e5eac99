/// The sellers' HTTP edge: one handler per resource, and the small kernel that they share.
@NullMarked
package com.sellerkit.api;

import org.jspecify.annotations.NullMarked;
