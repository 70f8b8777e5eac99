/// Tests of this package, its contract suites, and the fakes that keep them.
@NullMarked
package com.sellerkit.vault;

import org.jspecify.annotations.NullMarked;
