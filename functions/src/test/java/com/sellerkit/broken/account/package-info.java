/// An example that breaks the boundaries of `account`.
@NullMarked
package com.sellerkit.broken.account;

import org.jspecify.annotations.NullMarked;
