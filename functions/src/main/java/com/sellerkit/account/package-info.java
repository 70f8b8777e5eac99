/// Accounts, the people in them, and the terms that they accepted.
@NullMarked
package com.sellerkit.account;

import org.jspecify.annotations.NullMarked;
