package com.sellerkit.sync;

import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import com.sellerkit.vault.CannotOpen;
import com.sellerkit.vault.NoShopKey;
import java.util.Optional;

/// What people wrote down when they revealed a buyer's data. It may hold anything, the buyer's name
/// too, so it is kept under the shop's key and not with the evidence: it ends with the shop's data.
public final class RevealNotes {
    private final Records records;

    /// @param records the table of the shops' data, with its cipher
    public RevealNotes(Records records) {
        this.records = records;
    }

    /// Keeps a note; keeping it again changes nothing.
    ///
    /// @throws NoShopKey if the shop's key was destroyed
    public void keep(ShopId shop, String revealId, String note) {
        Item item =
                Item.of(
                                OrderRecords.REVEAL_NOTE,
                                key(shop, revealId),
                                Json.object().put("note", note))
                        .ofShop(shop);
        records.write(new Write.Put(item, Condition.ALWAYS));
    }

    /// The note, unless it was erased.
    public Optional<String> read(ShopId shop, String revealId) {
        try {
            return records.get(OrderRecords.REVEAL_NOTE, key(shop, revealId), Read.WITH_PERSONAL)
                    .map(item -> item.fields().path("note").asText());
        } catch (CannotOpen | NoShopKey e) {
            return Optional.empty();
        }
    }

    private static Key key(ShopId shop, String revealId) {
        return new Key(shop + "#reveal", revealId);
    }
}
