package com.sellerkit.sync;

import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Query;
import com.sellerkit.tiktok.Original;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Keeps what the platform sent of new, changed and unreadable records for a few days, compressed,
/// under the shop's key, a page at a time.
final class OriginalPages {
    /// No longer than this, whatever is set.
    static final Duration TIME_MAX = Duration.ofDays(7);

    /// Keeps nothing.
    static final OriginalPages NONE = new OriginalPages(Duration.ZERO);

    /// A record takes 400 KB, and base64 makes four bytes of three.
    private static final int PACKED_BYTES_MAX = 240_000;

    /// As much as is compressed at once; what the platform sends becomes a sixth or less.
    private static final int BYTES_MAX = 1_000_000;

    private static final int UNPACKED_BYTES_MAX = 64_000_000;
    private static final int AT_ONCE = 20;

    private final Duration time;

    /// @param time how long; zero keeps nothing
    OriginalPages(Duration time) {
        this.time = time.compareTo(TIME_MAX) > 0 ? TIME_MAX : time;
    }

    /// What is kept of a page, in one or a few records.
    ///
    /// @param wanted the ids of the records that are worth it; what could not be read always is
    List<Item> of(
            ShopId shop,
            String lane,
            List<Original> originals,
            Set<String> wanted,
            Reading reading) {
        if (!time.isPositive()) {
            return List.of();
        }
        List<byte[]> kept = new ArrayList<>();
        for (Original each : originals) {
            if (each.id().isEmpty() || wanted.contains(each.id())) {
                kept.add(each.json());
            }
        }
        List<Part> parts = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < kept.size(); i++) {
            if (bytes > 0 && bytes + kept.get(i).length > BYTES_MAX) {
                pack(kept.subList(from, i), parts);
                from = i;
                bytes = 0;
            }
            bytes += kept.get(i).length;
        }
        pack(kept.subList(from, kept.size()), parts);
        List<Item> items = new ArrayList<>();
        String name = name(lane, originals);
        for (Part part : parts) {
            items.add(item(shop, lane, name + "-" + items.size(), part, reading));
        }
        return items;
    }

    /// Tells two pages apart that were asked for at the same moment; made of ids only.
    private static String name(String lane, List<Original> originals) {
        CRC32 sum = new CRC32();
        sum.update(lane.getBytes(StandardCharsets.UTF_8));
        for (Original each : originals) {
            sum.update(' ');
            sum.update(each.id().getBytes(StandardCharsets.UTF_8));
        }
        return "%08x".formatted(sum.getValue());
    }

    private record Part(int records, String body) {}

    /// What does not fit is parted; a single record that does not fit is left out, as no record of
    /// it could be kept either.
    private static void pack(List<byte[]> records, List<Part> parts) {
        if (records.isEmpty()) {
            return;
        }
        byte[] packed = packed(records);
        if (packed.length <= PACKED_BYTES_MAX) {
            parts.add(new Part(records.size(), Base64.getEncoder().encodeToString(packed)));
        } else if (records.size() > 1) {
            int half = records.size() / 2;
            pack(records.subList(0, half), parts);
            pack(records.subList(half, records.size()), parts);
        }
    }

    private static byte[] packed(List<byte[]> records) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream array = new DeflaterOutputStream(packed, fast, 1 << 14)) {
            array.write('[');
            for (int i = 0; i < records.size(); i++) {
                if (i > 0) {
                    array.write(',');
                }
                array.write(records.get(i));
            }
            array.write(']');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return packed.toByteArray();
    }

    /// The same page, asked for at the same moment, has the same keys.
    private Item item(ShopId shop, String lane, String name, Part part, Reading reading) {
        String sort = place(Rechecks.of(lane), reading.sentAt()) + "#" + name;
        return Item.of(
                        SyncRecords.ORIGINAL,
                        new Key(partition(shop), sort),
                        Json.object()
                                .put("sentAt", reading.sentAt().toEpochMilli())
                                .put("records", part.records())
                                .put("body", part.body()))
                .ofShop(shop)
                .expiringAt(reading.seenAt().plus(time));
    }

    private static String partition(ShopId shop) {
        return shop + "#original";
    }

    private static String place(String stream, Instant sentAt) {
        return stream + "#%013d".formatted(sentAt.toEpochMilli());
    }

    /// Those of a stream from a moment on, newest first.
    static Query newest(ShopId shop, String stream, Instant since) {
        return Query.table(SyncRecords.ORIGINAL, partition(shop))
                .between(place(stream, since), stream + "#~")
                .newestFirst()
                .limit(AT_ONCE)
                .withPersonal();
    }

    /// What a record holds, as a JSON array of what the platform sent.
    static byte[] unpacked(Item item) {
        byte[] packed = Base64.getDecoder().decode(item.fields().path("body").asText());
        try (InflaterInputStream array =
                new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return array.readNBytes(UNPACKED_BYTES_MAX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// When the platform was asked for what a record holds.
    static Instant sentAt(Item item) {
        return Instant.ofEpochMilli(item.fields().path("sentAt").asLong());
    }
}
