/// An example that breaks the boundaries of `ledger`.
@NullMarked
package com.sellerkit.broken.ledger;

import org.jspecify.annotations.NullMarked;
