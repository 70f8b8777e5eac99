/// Whole journeys through the suite as it runs: real processes, real protocol, real browser.
@NullMarked
package com.sellerkit.local.journey;

import org.jspecify.annotations.NullMarked;
