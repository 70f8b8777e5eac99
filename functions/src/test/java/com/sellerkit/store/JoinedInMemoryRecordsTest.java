package com.sellerkit.store;

import com.sellerkit.catalog.Table;
import com.sellerkit.vault.RecordCipher;

/// The joined in-memory tables keep the contract.
final class JoinedInMemoryRecordsTest extends JoinedRecordsContract {
    private final Records records =
            new JoinedInMemoryRecords(
                    new InMemoryRecords(Table.ACCOUNTS, RecordCipher.NONE),
                    new InMemoryRecords(Table.SHOPS, RecordCipher.NONE));

    @Override
    protected Records records() {
        return records;
    }
}
