package com.sellerkit.vault;

import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;

/// Whose tokens they are: both ids are part of what the seal is bound to, so tokens open for no
/// other account.
public record TokenOwner(AccountId account, ConnectionId connection) {}
