/// Messages that were given up: what they are, and their way back, on one machine and on AWS.
@NullMarked
package com.sellerkit.local.redrive;

import org.jspecify.annotations.NullMarked;
