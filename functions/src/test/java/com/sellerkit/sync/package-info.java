/// Tests of this package, and the stand-ins they use.
@NullMarked
package com.sellerkit.sync;

import org.jspecify.annotations.NullMarked;
