/// SellerKit on one machine: everything that template.yaml describes, started and ended together.
@NullMarked
package com.sellerkit.local;

import org.jspecify.annotations.NullMarked;
