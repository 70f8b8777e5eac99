/// Tests of this package, its contract suites, and the fakes that keep them.
@NullMarked
package com.sellerkit.platform;

import org.jspecify.annotations.NullMarked;
