package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Write;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// That a stream of a shop was walked to its end and compared: how many records of a day the
/// platform has, and how many are kept.
///
/// @param stream which kind of data
/// @param day the day of their creation in UTC; absent where the platform does not tell it
/// @param platform how many the platform listed
/// @param stored how many are kept, after what was found was stored
/// @param vanished how many were kept and are no longer at the platform
/// @param checkedAt when it was compared last
public record Certificate(
        String stream,
        Optional<LocalDate> day,
        int platform,
        int stored,
        int vanished,
        Instant checkedAt) {
    private static final String NO_DAY = "-";

    /// What is missing here, or too much; 0 is what it should be.
    public int difference() {
        return stored - platform;
    }

    static String partition(ShopId shop) {
        return shop + "#certificate";
    }

    static String prefix(String stream) {
        return stream + "#";
    }

    Write put(ShopId shop) {
        String sort = prefix(stream) + day.map(LocalDate::toString).orElse(NO_DAY);
        return new Write.Put(
                Item.of(
                        SyncRecords.CERTIFICATE,
                        new Key(partition(shop), sort),
                        Json.object()
                                .put("platform", platform)
                                .put("stored", stored)
                                .put("vanished", vanished)
                                .put("checkedAt", checkedAt.toEpochMilli())),
                Condition.ALWAYS);
    }

    static Certificate parse(Item item) {
        String[] parts = item.key().sort().split("#", 2);
        JsonNode fields = item.fields();
        return new Certificate(
                parts[0],
                parts[1].equals(NO_DAY) ? Optional.empty() : Optional.of(LocalDate.parse(parts[1])),
                fields.path("platform").asInt(),
                fields.path("stored").asInt(),
                fields.path("vanished").asInt(),
                Instant.ofEpochMilli(fields.path("checkedAt").asLong()));
    }
}
