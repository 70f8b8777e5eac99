/// Tests of this package and its contract suite.
@NullMarked
package com.sellerkit.ledger;

import org.jspecify.annotations.NullMarked;
