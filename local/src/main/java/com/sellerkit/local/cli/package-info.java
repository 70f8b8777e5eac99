/// The command that runs SellerKit on one machine.
@NullMarked
package com.sellerkit.local.cli;

import org.jspecify.annotations.NullMarked;
