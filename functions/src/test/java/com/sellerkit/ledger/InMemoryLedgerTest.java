package com.sellerkit.ledger;

import com.sellerkit.catalog.Table;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.store.Records;
import com.sellerkit.vault.RecordCipher;

/// The ledger over the in-memory store keeps its contract.
final class InMemoryLedgerTest extends LedgerContract {
    @Override
    protected Records records() {
        return new InMemoryRecords(Table.LEDGER, RecordCipher.NONE);
    }
}
