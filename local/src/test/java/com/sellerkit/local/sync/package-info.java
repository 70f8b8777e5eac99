/// The platform's client and the engine, held against the stand-in of the platform.
@NullMarked
package com.sellerkit.local.sync;

import org.jspecify.annotations.NullMarked;
