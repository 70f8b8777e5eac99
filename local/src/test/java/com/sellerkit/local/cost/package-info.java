/// Proofs about the bill.
@NullMarked
package com.sellerkit.local.cost;

import org.jspecify.annotations.NullMarked;
