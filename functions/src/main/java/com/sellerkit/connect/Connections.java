package com.sellerkit.connect;

import com.sellerkit.platform.AccountId;
import com.sellerkit.store.Records;
import java.util.List;

/// Lists the authorizations that an account holds.
public final class Connections {
    private final StoredConnections stored;

    /// @param records the accounts table
    public Connections(Records records) {
        this.stored = new StoredConnections(records);
    }

    /// All connections of the account with their shops, newest first.
    public List<Connection> of(AccountId account) {
        return stored.connectionsOf(account);
    }
}
