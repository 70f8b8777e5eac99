package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Write;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// That a stream of a shop was walked to its end and compared: how many records of a day the
/// platform has, how many are kept, and whether what webhooks announced that day is kept.
///
/// @param stream which kind of data
/// @param day in UTC, of the records' creation and of the announcements; absent where the platform
///   does not tell when a record was created
/// @param platform how many the platform counts
/// @param stored how many are kept, after what was found was stored
/// @param vanished how many were kept and are no longer at the platform
/// @param announced how many records webhooks announced as new or changed that day
/// @param held how many of those are kept as they were announced, or newer
/// @param checkedAt when it was compared last
/// @param differsSince when it was first found to differ, if it did at every comparison since
@RecordBuilder
public record Certificate(
        String stream,
        Optional<LocalDate> day,
        int platform,
        int stored,
        int vanished,
        int announced,
        int held,
        Instant checkedAt,
        Optional<Instant> differsSince)
        implements CertificateBuilder.With {
    private static final String NO_DAY = "-";

    /// A comparison that nothing went before.
    static Certificate first(
            String stream,
            Optional<LocalDate> day,
            int platform,
            int stored,
            int vanished,
            Announcements.Tally announced,
            Instant checkedAt) {
        Certificate certificate =
                new Certificate(
                        stream,
                        day,
                        platform,
                        stored,
                        vanished,
                        announced.announced(),
                        announced.held(),
                        checkedAt,
                        Optional.empty());
        return certificate.differsSince(Optional.empty());
    }

    /// What is missing here, or too much; 0 is what it should be.
    public int difference() {
        return stored - platform;
    }

    /// What was announced and is not kept, or only as it was before; 0 is what it should be.
    public int unheld() {
        return announced - held;
    }

    /// Whether anything is not as it should be.
    public boolean isDiffering() {
        return difference() != 0 || unheld() != 0;
    }

    /// Whether it differed at the comparison before, too: what changes between a walk and its
    /// comparison differs once.
    public boolean isLasting() {
        return differsSince.filter(checkedAt::isAfter).isPresent();
    }

    /// The same comparison, made after another of the same day.
    ///
    /// @param counted whether announcements were counted, rather than known from before
    Certificate after(Certificate before, boolean counted) {
        Certificate whole =
                counted ? this : with().announced(before.announced).held(before.held).build();
        return whole.differsSince(before.differsSince);
    }

    private Certificate differsSince(Optional<Instant> since) {
        return withDiffersSince(
                isDiffering() ? since.or(() -> Optional.of(checkedAt)) : Optional.empty());
    }

    static String partition(ShopId shop) {
        return shop + "#certificate";
    }

    static String prefix(String stream) {
        return stream + "#";
    }

    Write put(ShopId shop) {
        String sort = prefix(stream) + day.map(LocalDate::toString).orElse(NO_DAY);
        ObjectNode fields =
                Json.object()
                        .put("platform", platform)
                        .put("stored", stored)
                        .put("vanished", vanished)
                        .put("announced", announced)
                        .put("held", held)
                        .put("checkedAt", checkedAt.toEpochMilli());
        differsSince.ifPresent(since -> fields.put("differsSince", since.toEpochMilli()));
        return new Write.Put(
                Item.of(SyncRecords.CERTIFICATE, new Key(partition(shop), sort), fields),
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
                fields.path("announced").asInt(),
                fields.path("held").asInt(),
                Instant.ofEpochMilli(fields.path("checkedAt").asLong()),
                fields.has("differsSince")
                        ? Optional.of(Instant.ofEpochMilli(fields.path("differsSince").asLong()))
                        : Optional.empty());
    }
}
