package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Tells the app's webhook URL what happens in authorized shops. The world is a function of time,
/// so it is looked at again and again: what lies between the moment last seen and now is new.
///
/// A shop's own addresses come first; the app's one address gets the other types that it is
/// configured for. Deliveries keep to the world's clock. Without any address nothing is noticed or
/// sent.
final class Webhooks implements AutoCloseable {
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    /// What is looked at at once, in seconds of the world; it bounds the work of a look.
    private static final long LOOK_SECONDS = HOUR;

    /// How much of the world's time is announced after a jump; what is older is never told.
    private static final long JUMP_SECONDS = DAY;

    private static final long WARNED_BEFORE_SECONDS = 30 * DAY;

    /// One shop within one authorization.
    private record Authorized(String grant, String shop) {}

    private record Happened(long at, Runnable telling) {}

    private final Platform platform;
    private final WebhookSender sender;
    private final Subscriptions subscriptions;
    private final Deliveries deliveries = new Deliveries();
    private final Map<String, Long> seen = new HashMap<>();
    private final ReentrantLock ticking = new ReentrantLock();
    private List<Authorized> authorized = List.of();
    private boolean closed;

    Webhooks(Platform platform, WebhookSender sender, Subscriptions subscriptions) {
        this.platform = platform;
        this.sender = sender;
        this.subscriptions = subscriptions;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /// Looks at the authorizations after any change of them: a new one makes its shops' future of
    /// interest, and the end of one is told.
    synchronized void authorizationsChanged() {
        if (deaf()) {
            return;
        }
        List<Authorized> now = authorizedNow();
        long second = now();
        now.forEach(one -> seen.putIfAbsent(one.shop(), second));
        for (Authorized before : authorized) {
            if (!now.contains(before)) {
                tell(Notification.deauthorization(nextId(), profile(before.shop()), second));
            }
        }
        seen.keySet().removeIf(shop -> now.stream().noneMatch(one -> one.shop().equals(shop)));
        authorized = now;
    }

    /// Tells what happened in a shop up to now, before the control changes something in it: what it
    /// does is told apart.
    synchronized void notice(ShopWorld shop) {
        catchUp(shop);
    }

    /// The control created an order.
    synchronized void created(ShopWorld shop, Timeline life, long at) {
        if (catchUp(shop)) {
            tell(shop, life, new Timeline.Entry(life.statusAt(at), at, false));
            News.ofOrder(shop, life, life.statusAt(at), at).forEach(news -> tell(shop, news));
        }
    }

    /// The control moved an order.
    ///
    /// @param before the order's life without that move
    synchronized void moved(ShopWorld shop, Timeline before, OrderStatus status, long at) {
        if (catchUp(shop)) {
            boolean packs =
                    status.reached(OrderStatus.PARTIALLY_SHIPPING)
                            && before.reached(OrderStatus.PARTIALLY_SHIPPING, at).isEmpty();
            Timeline life = before.movedTo(status, at);
            tell(shop, life, new Timeline.Entry(status, at, packs));
            News.ofOrder(shop, life, status, at).forEach(news -> tell(shop, news));
        }
    }

    /// The control changed a product.
    ///
    /// @param life the product's life with that change
    synchronized void productChanged(ShopWorld shop, ProductLife life, ProductChange change) {
        if (catchUp(shop)) {
            News.ofProduct(shop, life, change).forEach(news -> tell(shop, news));
        }
    }

    /// The control let a buyer write.
    synchronized void written(ShopWorld shop, Chats.Arrival arrival) {
        if (catchUp(shop) && tellsOfMessages(shop.profile().key())) {
            tell(shop, arrival);
        }
    }

    /// The control lets the tax office answer about a package.
    synchronized void invoiced(ShopWorld shop, News news) {
        if (catchUp(shop)) {
            tell(shop, news);
        }
    }

    /// The control changed an order's address.
    synchronized void addressEdited(ShopWorld shop, Timeline life, long at) {
        if (catchUp(shop)) {
            tell(Notification.address(nextId(), shop.profile(), Long.toString(life.number()), at));
        }
    }

    /// Notices what happened and sends what is due, until nothing is; what fails waits for its next
    /// attempt.
    void tick() {
        if (deaf()) {
            return;
        }
        ticking.lock();
        try {
            boolean more = !closed;
            while (more) {
                more = step();
            }
        } finally {
            ticking.unlock();
        }
    }

    synchronized Optional<Saved.Webhooks> saved() {
        return deaf() && deliveries.issued() == 0
                ? Optional.empty()
                : Optional.of(new Saved.Webhooks(deliveries.issued(), seen, deliveries.waiting()));
    }

    /// Takes over what a state file kept; the shops' changes while the stand-in was down are told
    /// later.
    synchronized void restore(Optional<Saved.Webhooks> saved) {
        if (deaf()) {
            return;
        }
        authorized = authorizedNow();
        long second = now();
        saved.ifPresent(old -> {
            deliveries.restore(old.issued(), old.waiting());
            seen.putAll(old.seen());
        });
        authorized.forEach(one -> seen.putIfAbsent(one.shop(), second));
    }

    /// Forgets all deliveries and authorizations, without telling of their end.
    synchronized void reset() {
        deliveries.clear();
        seen.clear();
        authorized = List.of();
    }

    /// Ends the deliveries; one that is under way is cut off and counts as not made. After it,
    /// nothing more is saved, as the state may belong to the next start.
    @Override
    public void close() {
        sender.close();
        ticking.lock();
        try {
            closed = true;
        } finally {
            ticking.unlock();
        }
    }

    /// @return whether another step is worthwhile
    private boolean step() {
        long before = deliveries.issued();
        boolean behind = look();
        if (deliveries.issued() > before) {
            platform.persist();
        }
        List<Dispatch> due = deliveries.due(now());
        if (due.isEmpty()) {
            return behind;
        }
        boolean sent = send(due);
        platform.persist();
        return sent && behind;
    }

    /// Looks at the next piece of time of every watched shop.
    ///
    /// @return whether there is more to look at
    private synchronized boolean look() {
        boolean behind = false;
        for (String shop : List.copyOf(seen.keySet())) {
            behind |= look(world(shop));
        }
        return behind;
    }

    private boolean look(ShopWorld shop) {
        String key = shop.profile().key();
        long now = now();
        long from = Math.max(seen.getOrDefault(key, now), now - JUMP_SECONDS);
        long to = Math.min(now, from + LOOK_SECONDS);
        if (to > from) {
            if (authorizationEnd(key) > platform.clock().protocolNow().getEpochSecond()) {
                happened(shop, from, to);
                warn(shop.profile(), from, to);
            }
            seen.put(key, to);
        }
        return to < now;
    }

    private void happened(ShopWorld shop, long from, long to) {
        List<Happened> all = new ArrayList<>();
        shop.changes(from, to)
                .forEach(change ->
                        all.add(
                                new Happened(
                                        change.entry().at(),
                                        () -> tell(shop, change.life(), change.entry()))));
        String key = shop.profile().key();
        News.between(shop, from, to, type -> address(key, type).isPresent())
                .forEach(news -> all.add(new Happened(news.at(), () -> tell(shop, news))));
        if (tellsOfMessages(key)) {
            platform.world()
                    .chats(shop)
                    .arrivals(from, to)
                    .forEach(one ->
                            all.add(new Happened(one.message().at(), () -> tell(shop, one))));
        }
        all.sort(Comparator.comparingLong(Happened::at));
        all.forEach(one -> one.telling().run());
    }

    // What the control does comes after what happened by itself.
    private boolean catchUp(ShopWorld shop) {
        String key = shop.profile().key();
        if (deaf() || !seen.containsKey(key)) {
            return false;
        }
        boolean behind = true;
        while (behind) {
            behind = look(shop);
        }
        return authorizationEnd(key) > platform.clock().protocolNow().getEpochSecond();
    }

    private void warn(ShopProfile shop, long from, long to) {
        long midnight = Math.floorDiv(to, DAY) * DAY;
        long end = authorizationEnd(shop.key());
        if (midnight > from && end > midnight && end - midnight <= WARNED_BEFORE_SECONDS) {
            tell(Notification.ending(nextId(), shop, end, midnight));
        }
    }

    private void tell(ShopWorld shop, Timeline life, Timeline.Entry entry) {
        String order = Long.toString(life.number());
        long at = entry.at();
        tell(Notification.orderStatus(nextId(), shop.profile(), order, entry.status(), at));
        if (entry.packaged()) {
            tell(
                    Notification.packages(
                            nextId(), shop.profile(), order, packages(shop, life, at), at));
        }
    }

    private void tell(Notification notification) {
        if (address(notification.shop(), notification.type()).isPresent()) {
            deliveries.add(notification, now());
        }
    }

    private void tell(ShopWorld shop, Chats.Arrival arrival) {
        ChatNews.of(arrival, shop.profile()).forEach(news -> tell(shop, news));
    }

    /// Whether anybody is told of a shop's messages, and an authorization covers them.
    private boolean tellsOfMessages(String shop) {
        boolean addressed =
                address(shop, NotificationType.NEW_MESSAGE).isPresent()
                        || address(shop, NotificationType.NEW_CONVERSATION).isPresent();
        return addressed
                && platform.authorizations().grants().stream()
                        .filter(grant -> !grant.revoked() && grant.shops().contains(shop))
                        .anyMatch(grant -> grant.scopes().contains(Scopes.CUSTOMER_SERVICE));
    }

    private void tell(ShopWorld shop, News news) {
        tell(news.notification(nextId(), shop.profile()));
    }

    private boolean deaf() {
        return platform.config().webhookUrl().isEmpty() && subscriptions.none();
    }

    /// Where a notification goes, if anywhere.
    private Optional<URI> address(String shop, NotificationType type) {
        return subscriptions
                .address(shop, type)
                .or(() ->
                        platform.config()
                                .webhookUrl()
                                .filter(url -> platform.config().webhookTypes().contains(type)));
    }

    private boolean send(List<Dispatch> due) {
        for (Dispatch dispatch : due) {
            Optional<WebhookSender.Outcome> outcome = send(dispatch);
            if (outcome.isEmpty()) {
                return false;
            }
            deliveries.answered(dispatch.notification().id(), outcome.get(), now());
        }
        return true;
    }

    private Optional<WebhookSender.Outcome> send(Dispatch dispatch) {
        String body = dispatch.notification().body();
        Optional<URI> to = address(dispatch.notification().shop(), dispatch.notification().type());
        if (to.isEmpty()) {
            return Optional.of(new WebhookSender.Outcome(false, "no address", 0));
        }
        Optional<WebhookSender.Outcome> first = sender.post(to.get(), body);
        return dispatch.doubled()
                ? first.flatMap(one -> sender.post(to.get(), body).map(one::and))
                : first;
    }

    private List<Authorized> authorizedNow() {
        List<Authorized> all = new ArrayList<>();
        for (Grant grant : platform.authorizations().grants()) {
            if (!grant.revoked()) {
                grant.shops().forEach(shop -> all.add(new Authorized(grant.id(), shop)));
            }
        }
        return all;
    }

    /// When the last authorization of a shop ends.
    private long authorizationEnd(String shop) {
        return platform.authorizations().grants().stream()
                .filter(grant -> !grant.revoked() && grant.shops().contains(shop))
                .mapToLong(grant -> grant.refreshTokens().getLast().expiresAt())
                .max()
                .orElse(0);
    }

    private static List<String> packages(ShopWorld shop, Timeline life, long at) {
        JsonNode packages = shop.json(life, OrderView.Shape.V202309, at).path("packages");
        return packages.valueStream().map(parcel -> parcel.path("id").asText()).toList();
    }

    private ShopWorld world(String shop) {
        return platform.world().shop(shop).orElseThrow();
    }

    private ShopProfile profile(String shop) {
        return world(shop).profile();
    }

    private String nextId() {
        Instant at = platform.clock().protocolNow();
        return deliveries.nextId(at.getEpochSecond());
    }

    private long now() {
        return platform.now().getEpochSecond();
    }
}
