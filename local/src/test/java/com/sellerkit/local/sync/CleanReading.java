package com.sellerkit.local.sync;

import com.sellerkit.catalog.Table;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.platform.ShopId;
import com.sellerkit.platform.SystemTime;
import com.sellerkit.sandbox.SandboxConfig;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.store.Records;
import com.sellerkit.sync.EveryStream;
import com.sellerkit.sync.Pace;
import com.sellerkit.sync.Planner;
import com.sellerkit.sync.Streams;
import com.sellerkit.sync.SyncEngine;
import com.sellerkit.sync.SyncQueues;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.TestSigner;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.tiktok.TokenClient;
import com.sellerkit.vault.InMemoryShopKeys;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Everything of a shop, read once from the stand-in by somebody whom nothing befalls meanwhile.
///
/// @param records what was read
public record CleanReading(ShopId shop, InMemoryRecords records) {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int SHOWN_MAX = 8;

    /// Reads the first shop of a seller who approved, by the real time.
    ///
    /// @param code what the platform gave for the approval
    public static CleanReading of(URI platform, String code) {
        SandboxConfig config = SandboxConfig.defaults();
        TestSigner app = new TestSigner(config.appKey(), config.appSecret());
        SystemTime time = new SystemTime();
        SeededIds ids = new SeededIds(1);
        TikTokClient client = new TikTokClient(platform, app, time, time, ids);
        TokenClient tokens = new TokenClient(platform, app, time, time, ids);
        ApprovedShop approved =
                ApprovedShop.of(ApprovedShop.granted(tokens.exchange(Secret.of(code))), client)
                        .getFirst();
        return of(approved, client, time, ids);
    }

    /// Reads all streams of a shop.
    static CleanReading of(
            ApprovedShop approved, TikTokClient client, InstantSource time, Ids ids) {
        InMemoryShopKeys keys = new InMemoryShopKeys(ids);
        keys.create(approved.id());
        InMemoryRecords records = new InMemoryRecords(Table.SHOPS, keys);
        InMemoryQueue queue = new InMemoryQueue();
        SyncQueues queues = new SyncQueues(queue, queue, queue);
        SyncEngine engine =
                new SyncEngine(
                        records,
                        new Fingerprints(keys),
                        approved,
                        approved,
                        queues,
                        EveryStream.declared(client, records, time),
                        Duration.ZERO,
                        Pace.STEADY,
                        time,
                        ids);
        new Planner(records, approved, queues, Streams.names(), Duration.ZERO, time)
                .shopConnected(approved.id());
        for (Optional<Queue.Message> next = queue.take(); next.isPresent(); next = queue.take()) {
            var _ = engine.run(EveryStream.message(next.get().body()), Deadline.in(LONG, time));
        }
        return new CleanReading(approved.id(), records);
    }

    /// In what other records differ from this reading.
    ///
    /// @return which records, by stream; at most a few of each, without what they hold
    public Map<String, String> differing(Records kept) {
        Map<String, String> mine = EveryStream.kept(records, shop);
        Map<String, String> theirs = EveryStream.kept(kept, shop);
        TreeSet<String> all = new TreeSet<>(mine.keySet());
        all.addAll(theirs.keySet());
        Map<String, String> differing = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (String name : all) {
            if (!Objects.equals(mine.get(name), theirs.get(name))) {
                String[] parts = name.split(" ", 2);
                int count = counts.merge(parts[0], 1, Integer::sum);
                String what =
                        !theirs.containsKey(name)
                                ? "-" + parts[1]
                                : !mine.containsKey(name) ? "+" + parts[1] : "~" + parts[1];
                if (count <= SHOWN_MAX) {
                    differing.merge(parts[0], what, (one, other) -> one + " " + other);
                }
            }
        }
        differing.replaceAll((stream, some) -> counts.get(stream) + ": " + some);
        return differing;
    }
}
