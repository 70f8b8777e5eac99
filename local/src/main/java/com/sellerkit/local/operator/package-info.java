/// The page for whoever operates the suite on this machine: what runs, what waits, what failed.
@NullMarked
package com.sellerkit.local.operator;

import org.jspecify.annotations.NullMarked;
