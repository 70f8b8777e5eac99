/// Evidence that is only ever added to: who accepted what, who consented to what, when shops were
/// connected.
@NullMarked
package com.sellerkit.ledger;

import org.jspecify.annotations.NullMarked;
