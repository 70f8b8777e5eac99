package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Write;

/// Something that has to be read because something else said so; kept until it was.
///
/// It is written together with what asked for it, so it cannot be lost, and taken away only if
/// nobody has asked again since.
///
/// @param wanted tells this wish from a later one for the same thing
record FollowUp(ShopId shop, Wish wish, Urgency urgency, String wanted) {
    /// What to read.
    ///
    /// @param stream that reads it
    /// @param id what it is called at the platform
    record Wish(String stream, String id) {}

    /// Which come first.
    enum Urgency {
        NEW,
        OLD,
        /// Refused before, and tried once more.
        APART
    }

    static String partition(ShopId shop) {
        return shop + "#next";
    }

    /// The beginning of the sort keys of a stream's wishes; new ones sort last, so a walk that
    /// begins with the greatest takes them first.
    static String prefix(String stream) {
        return stream + "#";
    }

    Key key() {
        return switch (urgency) {
            case NEW -> ranked("1");
            case OLD -> ranked("0");
            case APART -> SetApart.key(shop, wish);
        };
    }

    private Key ranked(String rank) {
        return new Key(partition(shop), prefix(wish.stream()) + rank + "#" + wish.id());
    }

    /// The stream of a wish, by its key.
    static String stream(Key key) {
        return key.sort().substring(0, key.sort().indexOf('#'));
    }

    Write put() {
        return new Write.Put(
                Item.of(SyncRecords.FOLLOW_UP, key(), Json.object().put("wanted", wanted)),
                Condition.ALWAYS);
    }

    /// Takes it away, unless it is wanted anew.
    Write done() {
        return new Write.Delete(key(), Condition.absentOr(Condition.equal("wanted", wanted)));
    }

    static FollowUp parse(Item item) {
        String partition = item.key().partition();
        String[] parts = item.key().sort().split("#", 3);
        JsonNode fields = item.fields();
        return new FollowUp(
                new ShopId(partition.substring(0, partition.indexOf('#'))),
                new Wish(parts[0], parts[2]),
                parts[1].equals("1") ? Urgency.NEW : Urgency.OLD,
                fields.path("wanted").asText());
    }
}
