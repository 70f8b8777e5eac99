package com.sellerkit.sync;

import com.sellerkit.platform.Json;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Remembers which notifications had their effect, so that the platform's repetitions do nothing.
final class NotificationInbox {
    /// How long; the platform repeats for about 15 hours, people who resend by hand later.
    static final Duration MEMORY = Duration.ofDays(30);

    private static final int WRITES_MAX = 100;

    private final Records records;

    NotificationInbox(Records records) {
        this.records = records;
    }

    /// The keys of those among the messages whose effect is remembered.
    Set<Key> handled(Collection<NotificationMessage> messages, Instant now) {
        List<Key> keys = messages.stream().map(NotificationInbox::key).distinct().toList();
        return records.getAll(SyncRecords.NOTIFICATION, keys, Read.PLAIN).stream()
                // What has expired may still be there for days.
                .filter(item -> item.expiresAt().filter(end -> end.isAfter(now)).isPresent())
                .map(Item::key)
                .collect(Collectors.toSet());
    }

    /// Remembers that these had their effect. Called behind it: a crash in between repeats a
    /// notification, and never loses one.
    void remember(Collection<NotificationMessage> messages, Instant now) {
        List<Write> writes =
                messages.stream()
                        .map(NotificationInbox::key)
                        .distinct()
                        .<Write>map(key -> new Write.Put(item(key, now), Condition.ALWAYS))
                        .toList();
        for (int from = 0; from < writes.size(); from += WRITES_MAX) {
            records.write(writes.subList(from, Math.min(writes.size(), from + WRITES_MAX)));
        }
    }

    static Key key(NotificationMessage message) {
        String id = message.notificationId();
        return new Key(
                message.shop() + "#" + NoticeLane.NAME,
                message.part() == 0 ? id : id + "#" + message.part());
    }

    private static Item item(Key key, Instant now) {
        return Item.of(
                        SyncRecords.NOTIFICATION,
                        key,
                        Json.object().put("handledAt", now.toEpochMilli()))
                .expiringAt(now.plus(MEMORY));
    }
}
