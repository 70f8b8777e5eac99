package com.sellerkit.sync;

import com.sellerkit.store.Query;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Lists;
import com.sellerkit.tiktok.ShopAccess;
import java.time.InstantSource;
import java.util.List;

/// Asks for the stock of all products that are kept, so many at once.
record StockSource(Lists client, Records records, InstantSource clock)
        implements Stream.Source<Shaped> {
    @Override
    public Answer<StreamPage<Shaped>> page(
            ShopAccess access, Window window, String token, Deadline deadline) {
        Query all =
                Query.table(
                                Products.PRODUCT.type(),
                                ShapedKind.partition(access.shop(), Products.PRODUCT.type()))
                        .limit(Products.INVENTORY_AT_ONCE);
        // Ids are digits, so nothing sorts between an id and the same with a blank behind it.
        Query rest = token.isEmpty() ? all : all.between(token + " ", "~");
        List<String> ids =
                records.query(rest).items().stream()
                        .filter(item -> !item.fields().has("goneAt"))
                        .map(item -> item.key().sort())
                        .toList();
        if (ids.isEmpty()) {
            return new Answer.Success<>(StreamPage.none(), clock.instant(), "");
        }
        return client.list(access, Products.stock(ids), deadline)
                .map(page -> Products.INVENTORY.page(page.records(), ids.getLast(), -1));
    }
}
