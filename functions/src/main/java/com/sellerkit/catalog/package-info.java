/// The register of everything that SellerKit may hold: record types, their fields, and what governs
/// each. Pure data.
@NullMarked
package com.sellerkit.catalog;

import org.jspecify.annotations.NullMarked;
