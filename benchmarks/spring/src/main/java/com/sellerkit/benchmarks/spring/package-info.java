/// The webhook function as it would be on Spring Cloud Function, to compare how fast it starts.
@NullMarked
package com.sellerkit.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
