package com.sellerkit.sync;

import com.sellerkit.store.Records;
import com.sellerkit.tiktok.Lists;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Reading again what should be kept already: every night what was created in the last week, every
/// week what was created in the last quarter. They find what changed or vanished without a word,
/// and count, in lanes of their own, so that they never delay what is new.
final class Rechecks {
    private static final List<Depth> DEPTHS =
            List.of(
                    new Depth("-daily", Duration.ofDays(7), Duration.ofDays(1)),
                    new Depth("-weekly", Duration.ofDays(90), Duration.ofDays(7)));

    /// The streams whose lists the platform filters and sorts by creation.
    private static final List<Streams> OF =
            List.of(Streams.ORDER, Streams.PACKAGE, Streams.RETURN, Streams.CANCELLATION);

    /// Asks for the stock of every product there is.
    private static final String INVENTORY = Streams.INVENTORY.wireName() + "-hourly";

    /// Asks for every product there is.
    private static final String PRODUCTS = Streams.PRODUCT.wireName() + "-daily";

    /// Reads again what was written lately.
    static final String MESSAGES = Streams.MESSAGE.wireName() + "-daily";

    /// Reads again what statements are made of.
    static final String TRANSACTIONS = Streams.TRANSACTION.wireName() + "-daily";

    private Rechecks() {}

    /// The stream whose data a lane reads: a recheck reads again what its stream read.
    static String of(String lane) {
        for (Streams stream : Streams.values()) {
            String name = stream.wireName();
            if (lane.startsWith(name + "-") && names().contains(lane)) {
                return name;
            }
        }
        return lane;
    }

    /// What asks for every product by its creation, in parts that the platform shows whole.
    static Stream<Shaped> products(Lists client) {
        return new Stream<>(
                PRODUCTS,
                Streams.PRODUCT.scope(),
                Products.PRODUCT.type(),
                new Course.Windowed(
                        Window.By.CREATED,
                        Duration.between(Products.SINCE, Instant.parse("2126-01-01T00:00:00Z")),
                        Products.SINCE,
                        Products.SEARCH_MOST),
                Duration.ofDays(1),
                new ListSource(client, Products::search, Products.PRODUCT),
                Products.PRODUCT);
    }

    /// What asks for the stock of every product that is kept, as sales move it without a word.
    static Stream<Shaped> inventory(Lists client, Records records, InstantSource clock) {
        return new Stream<>(
                INVENTORY,
                Streams.INVENTORY.scope(),
                Products.INVENTORY.type(),
                new Course.Followed(),
                Duration.ofHours(1),
                new StockSource(client, records, clock),
                Products.INVENTORY);
    }

    /// What reads again once a day what belongs to other records.
    ///
    /// @param lane [#MESSAGES] or [#TRANSACTIONS]
    /// @param reach how far back
    static Stream<Shaped> ofParents(
            String lane,
            Streams stream,
            ShapedKind kind,
            Duration reach,
            Stream.Source<Shaped> source) {
        return new Stream<>(
                lane,
                stream.scope(),
                kind.type(),
                new Course.Recheck(reach),
                Duration.ofDays(1),
                source,
                kind);
    }

    private record Depth(String suffix, Duration reach, Duration cadence) {}

    /// The names of all, as of streams.
    static List<String> names() {
        List<String> names = new ArrayList<>(List.of(INVENTORY, PRODUCTS, MESSAGES, TRANSACTIONS));
        for (Streams stream : OF) {
            DEPTHS.forEach(depth -> names.add(stream.wireName() + depth.suffix()));
        }
        return List.copyOf(names);
    }

    /// What reads again what this stream reads; nothing if it cannot be asked like that.
    static <T> List<Stream<T>> of(Stream<T> stream) {
        return OF.stream()
                .filter(each -> each.wireName().equals(stream.name()))
                .flatMap(_ -> DEPTHS.stream())
                .map(depth ->
                        new Stream<>(
                                stream.name() + depth.suffix(),
                                stream.scope(),
                                stream.type(),
                                new Course.Recheck(depth.reach()),
                                depth.cadence(),
                                stream.source(),
                                stream.mapper()))
                .toList();
    }
}
