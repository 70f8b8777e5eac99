package com.sellerkit.sync;

import com.sellerkit.store.Records;
import com.sellerkit.sync.SyncMessage.Lane;
import com.sellerkit.tiktok.Lists;
import com.sellerkit.tiktok.TikTokOrder;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Every stream there is, in the order in which a seller is told of them.
public enum Streams {
    PROFILE("profile", "seller.shop.info", Lane.BACKFILL, Group.SHOP),
    ORDER("order", "seller.order.info", Lane.LIVE, Group.ORDERS),
    PACKAGE("package", "seller.fulfillment.basic", Lane.LIVE, Group.ORDERS),
    TRACKING("tracking", "seller.logistics", Lane.BACKFILL, Group.ORDERS),
    WAREHOUSE("warehouse", "seller.logistics", Lane.BACKFILL, Group.SHOP),
    PRODUCT("product", "seller.product.basic", Lane.LIVE, Group.PRODUCTS),
    PRODUCT_PAGE("product-page", "seller.product.basic", Lane.BACKFILL, Group.PRODUCTS),
    INVENTORY("inventory", "seller.product.basic", Lane.LIVE, Group.PRODUCTS),
    RETURN("return", "seller.return_refund.basic", Lane.LIVE, Group.RETURNS),
    CANCELLATION("cancellation", "seller.return_refund.basic", Lane.LIVE, Group.RETURNS),
    STATEMENT("statement", "seller.finance.info", Lane.LIVE, Group.MONEY),
    TRANSACTION("transaction", "seller.finance.info", Lane.BACKFILL, Group.MONEY),
    PAYMENT("payment", "seller.finance.info", Lane.LIVE, Group.MONEY),
    WITHDRAWAL("withdrawal", "seller.finance.info", Lane.LIVE, Group.MONEY),
    UNSETTLED("unsettled", "seller.finance.info", Lane.LIVE, Group.MONEY),
    CONVERSATION("conversation", "seller.customer_service", Lane.CHAT, Group.CONVERSATIONS),
    MESSAGE("message", "seller.customer_service", Lane.CHAT, Group.CONVERSATIONS),
    SHOP_DAY("shop-day", "data.shop_analytics.public.read", Lane.BACKFILL, Group.FIGURES),
    PRODUCT_DAY("product-day", "data.shop_analytics.public.read", Lane.BACKFILL, Group.FIGURES),
    SKU_DAY("sku-day", "data.shop_analytics.public.read", Lane.BACKFILL, Group.FIGURES);

    private static final Duration CONVERSATIONS_LEAST = Duration.ofMinutes(10);
    private static final Duration RECHECK_AFTER = Duration.ofMinutes(30);

    private final String wireName;
    private final String scope;
    private final Lane lane;
    private final Group group;

    Streams(String wireName, String scope, Lane lane, Group group) {
        this.wireName = wireName;
        this.scope = scope;
        this.lane = lane;
        this.group = group;
    }

    /// What sellers look for together.
    public enum Group {
        ORDERS,
        PRODUCTS,
        RETURNS,
        MONEY,
        CONVERSATIONS,
        FIGURES,
        SHOP;

        /// The word of the interface.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The stream's name in keys, messages and the interface.
    public String wireName() {
        return wireName;
    }

    /// The permission that it needs.
    public String scope() {
        return scope;
    }

    /// What it belongs to in a seller's eyes.
    public Group group() {
        return group;
    }

    /// Whether it reads what others asked for, rather than lists of its own.
    boolean isFollowed() {
        return switch (this) {
            case TRACKING, PRODUCT_PAGE, INVENTORY, TRANSACTION, MESSAGE -> true;
            case PROFILE,
                    ORDER,
                    PACKAGE,
                    WAREHOUSE,
                    PRODUCT,
                    RETURN,
                    CANCELLATION,
                    STATEMENT,
                    PAYMENT,
                    WITHDRAWAL,
                    UNSETTLED,
                    CONVERSATION,
                    SHOP_DAY,
                    PRODUCT_DAY,
                    SKU_DAY ->
                    false;
        };
    }

    /// The stream of this name, if there is one.
    static Optional<Streams> named(String wireName) {
        return Arrays.stream(values())
                .filter(stream -> stream.wireName.equals(wireName))
                .findFirst();
    }

    /// The queue of a stream's work, once its first walk is done.
    static Lane lane(String wireName) {
        return named(wireName).map(stream -> stream.lane).orElse(Lane.BACKFILL);
    }

    /// The stream, declared.
    Stream<Shaped> of(
            Course course, Duration cadence, Stream.Source<Shaped> source, ShapedKind kind) {
        if (isFollowed() != course instanceof Course.Followed) {
            throw new IllegalArgumentException(
                    "%s is told as followed=%b but declared otherwise"
                            .formatted(this, isFollowed()));
        }
        return new Stream<>(wireName, scope, kind.type(), course, cadence, source, kind);
    }

    /// How long a new stream waits: a seller wants to see orders first, and everything else at once
    /// would only make both slower.
    ///
    /// @param others how long streams wait that no seller looks for first
    static Duration startsAfter(String lane, Duration others) {
        if (lane.equals(ORDER.wireName)) {
            return Duration.ZERO;
        }
        return Rechecks.names().contains(lane) ? others.plus(RECHECK_AFTER) : others;
    }

    /// How long a walk lets no other begin, however often there is something new: the platform
    /// gives the whole list of conversations only, and counts the calls of a day.
    static Duration leastBetween(String lane) {
        return lane.equals(CONVERSATION.wireName) ? CONVERSATIONS_LEAST : Duration.ZERO;
    }

    /// All of them, declared, with what reads again.
    ///
    /// @param orders the stream of orders
    /// @param records where what is still to be read is kept
    /// @param chatDepth how far back conversations are read
    /// @param webhooks where webhooks arrive; empty if the platform cannot reach this installation
    static List<Stream<?>> all(
            Stream<TikTokOrder> orders,
            Lists client,
            Records records,
            InstantSource clock,
            Duration chatDepth,
            Optional<URI> webhooks) {
        List<Stream<?>> all = new ArrayList<>();
        Stream<Shaped> packages = Parcels.packages(client);
        Stream<Shaped> returns = Aftersales.returns(client);
        Stream<Shaped> cancellations = Aftersales.cancellations(client);
        all.addAll(Rechecks.of(orders));
        all.addAll(Rechecks.of(packages));
        all.addAll(Rechecks.of(returns));
        all.addAll(Rechecks.of(cancellations));
        all.add(Rechecks.products(client));
        all.add(Rechecks.inventory(client, records, clock));
        all.add(Chats.messagesAgain(client, records, clock));
        all.add(Payouts.transactionsAgain(client, records, clock));
        all.addAll(
                List.of(
                        Profile.stream(client),
                        orders,
                        packages,
                        Parcels.tracking(client, records, clock),
                        Parcels.warehouses(client),
                        Products.products(client),
                        Products.pages(client, records, clock),
                        Products.inventory(client, records, clock),
                        returns,
                        cancellations,
                        Payouts.statements(client),
                        Payouts.transactions(client, records, clock),
                        Payouts.payments(client),
                        Payouts.withdrawals(client),
                        Payouts.unsettled(client),
                        Chats.conversations(client),
                        Chats.messages(client, records, clock, chatDepth),
                        Figures.shop(client),
                        Figures.products(client),
                        Figures.skus(client),
                        Subscriptions.stream(client, webhooks, clock)));
        return List.copyOf(all);
    }

    /// The names of all lanes in which streams are read, those that read again and the one that has
    /// the platform tell of changes included.
    static List<String> lanes() {
        List<String> lanes = new ArrayList<>(names());
        lanes.addAll(Rechecks.names());
        lanes.add(Subscriptions.LANE);
        return List.copyOf(lanes);
    }

    /// The names of all.
    public static List<String> names() {
        return Arrays.stream(values()).map(Streams::wireName).toList();
    }
}
