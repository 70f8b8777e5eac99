/// Tests of this package, and the stand-ins they use.
@NullMarked
package com.sellerkit.webhooks;

import org.jspecify.annotations.NullMarked;
