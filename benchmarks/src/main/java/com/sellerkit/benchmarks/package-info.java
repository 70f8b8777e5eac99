/// Figures of SellerKit by documented commands; docs/benchmarks.md says what they mean.
@NullMarked
package com.sellerkit.benchmarks;

import org.jspecify.annotations.NullMarked;
