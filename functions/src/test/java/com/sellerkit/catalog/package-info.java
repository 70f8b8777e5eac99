/// Tests of this package, its contract suites, and the fakes that keep them.
@NullMarked
package com.sellerkit.catalog;

import org.jspecify.annotations.NullMarked;
