package com.sellerkit.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.Settings;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.OrderPage;
import com.sellerkit.tiktok.OrderSearch;
import com.sellerkit.tiktok.Originals;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.tiktok.TikTokOrder;
import com.sellerkit.tiktok.UnreadableOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The stream of a shop's orders.
public final class OrderStream {
    /// The stream's name.
    public static final String NAME = "order";

    /// The permission it needs.
    public static final String SCOPE = "seller.order.info";

    /// The platform indexes a change some time after the second it bears.
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private OrderStream() {}

    /// The declaration.
    ///
    /// @param cadence how often changes are asked for
    /// @param depth how far back the first walk goes; empty for all there is
    public static Stream<TikTokOrder> declare(
            TikTokClient client, Duration cadence, Optional<Duration> depth) {
        return declare(new Asking(client), cadence, depth);
    }

    /// The declaration, by its production settings.
    static Stream<TikTokOrder> declare(TikTokClient client, Settings settings) {
        return declare(client, settings.orderPoll(), settings.orderDepth());
    }

    static Stream<TikTokOrder> declare(Stream.Source<TikTokOrder> source, Duration cadence) {
        return declare(source, cadence, Optional.empty());
    }

    private static Stream<TikTokOrder> declare(
            Stream.Source<TikTokOrder> source, Duration cadence, Optional<Duration> depth) {
        return new Stream<>(
                NAME,
                SCOPE,
                OrderRecords.ORDER,
                new Course.Sorted(OVERLAP, depth),
                cadence,
                source,
                new Mapping());
    }

    private record Asking(TikTokClient client) implements Stream.Source<TikTokOrder> {
        @Override
        public Answer<StreamPage<TikTokOrder>> page(
                ShopAccess access, Window window, String token, Deadline deadline) {
            return client.searchOrders(access, search(window, token), deadline)
                    .map(OrderStream::page);
        }

        @Override
        public Answer<StreamPage<TikTokOrder>> named(
                ShopAccess access, List<String> ids, Deadline deadline) {
            List<OrderId> orders = ids.stream().map(OrderId::new).toList();
            return client.orders(access, orders, deadline).map(OrderStream::page);
        }
    }

    static OrderSearch search(Window window, String token) {
        return switch (window.by()) {
            case ALL -> throw new IllegalArgumentException("orders are searched by a time");
            case CREATED ->
                    new OrderSearch(
                            OrderSearch.Time.CREATED,
                            OrderSearch.Direction.NEWEST_FIRST,
                            window.from(),
                            Optional.of(window.before()),
                            token,
                            OrderSearch.PAGE_SIZE_MAX);
            case UPDATED ->
                    new OrderSearch(
                            OrderSearch.Time.UPDATED,
                            OrderSearch.Direction.OLDEST_FIRST,
                            window.from(),
                            Optional.of(window.before()),
                            token,
                            OrderSearch.PAGE_SIZE_MAX);
        };
    }

    private static StreamPage<TikTokOrder> page(OrderPage page) {
        return new StreamPage<>(
                        page.orders(),
                        page.unreadable().stream().map(UnreadableOrder::id).toList(),
                        page.nextPageToken(),
                        page.totalCount(),
                        page.drift())
                .as(page.originals());
    }

    private static final class Mapping implements Stream.Mapper<TikTokOrder> {
        @Override
        public StreamPage<TikTokOrder> reread(byte[] originals) {
            return Originals.orders(originals)
                    .map(OrderStream::page)
                    .orElseThrow(() ->
                            new IllegalArgumentException("what is kept of a page is no list"));
        }

        @Override
        public String id(TikTokOrder order) {
            return order.id().value();
        }

        @Override
        public Instant createdAt(TikTokOrder order) {
            return order.createdAt();
        }

        @Override
        public Instant updatedAt(TikTokOrder order) {
            return order.updatedAt();
        }

        @Override
        public Item item(ShopId shop, TikTokOrder order) {
            return OrderMapper.record(shop, order);
        }

        @Override
        public Map<Key, Item> lookups(ShopId shop, ObjectNode kept) {
            return OrderMapper.lookups(shop, kept);
        }

        /// A sale moves the stock of what was sold, and the product says nothing about it.
        @Override
        public List<FollowUp.Wish> followUps(ObjectNode kept, Source source) {
            return source == Source.BACKFILL || source == Source.RECHECK
                    ? List.of()
                    : OrderMapper.products(kept).stream()
                            .map(id -> new FollowUp.Wish(Streams.INVENTORY.wireName(), id))
                            .toList();
        }

        @Override
        public ObjectNode address(ObjectNode kept) {
            return OrderMapper.address(kept);
        }

        @Override
        public List<Difference> differences(
                Optional<ObjectNode> before, ObjectNode after, boolean addressChanged) {
            return OrderMapper.differences(before, after, addressChanged);
        }
    }
}
