package com.sellerkit.store;

import com.sellerkit.catalog.Table;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.vault.InMemoryShopKeys;
import com.sellerkit.vault.ShopKeys;

/// The in-memory store keeps the contract.
final class InMemoryRecordsTest extends RecordsContract {
    private final InMemoryShopKeys keys = new InMemoryShopKeys(new SeededIds(1));
    private final Records records = new InMemoryRecords(Table.SHOPS, keys);

    @Override
    protected Records records() {
        return records;
    }

    @Override
    protected ShopKeys keys() {
        return keys;
    }
}
