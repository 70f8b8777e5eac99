package com.sellerkit.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.ShopAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One kind of a shop's data, declared: how the platform is asked for it and how it is kept. The
/// engine is the same for all.
///
/// @param name names the stream in keys, messages and the interface, such as `order`
/// @param scope the permission it needs
/// @param type what its records are kept as
/// @param cadence how long after one walk the next begins
/// @param course how it is walked
/// @param source asks the platform
/// @param mapper keeps what it answered
public record Stream<T>(
        String name,
        String scope,
        RecordType type,
        Course course,
        Duration cadence,
        Source<T> source,
        Mapper<T> mapper) {

    /// Asks the platform for one page.
    public interface Source<T> {
        /// Asks once; retries are the client's.
        ///
        /// @param token empty for the first page of the window
        Answer<StreamPage<T>> page(
                ShopAccess access, Window window, String token, Deadline deadline);

        /// Asks once for records by their ids, as far as the platform has them; refused where it
        /// cannot be asked like that.
        ///
        /// @param ids 1 to [#IDS_MAX]
        default Answer<StreamPage<T>> named(
                ShopAccess access, List<String> ids, Deadline deadline) {
            return new Answer.Refused<>(0, "records of this kind are not asked for by id");
        }

        /// How many records can be asked for at once.
        int IDS_MAX = 50;
    }

    /// What the engine needs to know about a record, and what is kept of it.
    public interface Mapper<T> {
        /// Reads once more what the platform sent before.
        ///
        /// @param originals a JSON array of records, as the pages of this stream gave them
        StreamPage<T> reread(byte[] originals);

        /// The record's id at the platform.
        String id(T record);

        /// When it was created, in whole seconds; never changes. The epoch where the platform does
        /// not say.
        Instant createdAt(T record);

        /// When the platform last moved it, in whole seconds; the epoch where it does not say.
        Instant updatedAt(T record);

        /// Whether the platform says when it last moved a record. Otherwise the read that was sent
        /// later tells the newer state.
        default boolean tellsUpdates() {
            return true;
        }

        /// What is kept, without version and fingerprint.
        Item item(ShopId shop, T record);

        /// The records beside it that find it, made from what is kept.
        default Map<Key, Item> lookups(ShopId shop, ObjectNode kept) {
            return Map.of();
        }

        /// What has to be read because this record is new or changed.
        ///
        /// @param source why it was read
        default List<FollowUp.Wish> followUps(ObjectNode kept, com.sellerkit.sync.Source source) {
            return List.of();
        }

        /// As much of its address as can be read, by part; empty if it has none or all is masked.
        default ObjectNode address(ObjectNode kept) {
            return Json.object();
        }

        /// In what it differs from what was kept before, at least one thing; empty if changes of
        /// such records are not kept.
        ///
        /// @param before without personal data; empty if nothing was kept
        /// @param addressChanged whether the same parts of the address say something else
        default List<Difference> differences(
                Optional<ObjectNode> before, ObjectNode after, boolean addressChanged) {
            return List.of();
        }
    }
}
