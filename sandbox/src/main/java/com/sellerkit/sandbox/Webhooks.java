package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Tells the app's webhook URL what happens in authorized shops. The world is a function of time,
/// so it is looked at again and again: what lies between the moment last seen and now is new.
///
/// Deliveries keep to the world's clock. Without a webhook URL nothing is noticed or sent.
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

    private final Platform platform;
    private final Optional<WebhookSender> sender;
    private final Deliveries deliveries = new Deliveries();
    private final Map<String, Long> seen = new HashMap<>();
    private final ReentrantLock ticking = new ReentrantLock();
    private List<Authorized> authorized = List.of();
    private boolean closed;

    Webhooks(Platform platform, Optional<WebhookSender> sender) {
        this.platform = platform;
        this.sender = sender;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /// Looks at the authorizations after any change of them: a new one makes its shops' future of
    /// interest, and the end of one is told.
    synchronized void authorizationsChanged() {
        if (sender.isEmpty()) {
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

    /// The control created an order.
    synchronized void created(ShopWorld shop, Timeline life, long at) {
        if (catchUp(shop)) {
            tell(shop, life, new Timeline.Entry(life.statusAt(at), at, false));
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
            tell(shop, before.movedTo(status, at), new Timeline.Entry(status, at, packs));
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
        if (sender.isEmpty()) {
            return;
        }
        ticking.lock();
        try {
            boolean more = !closed;
            while (more) {
                more = step(sender.get());
            }
        } finally {
            ticking.unlock();
        }
    }

    synchronized Optional<Saved.Webhooks> saved() {
        return sender.map(
                url -> new Saved.Webhooks(deliveries.issued(), seen, deliveries.waiting()));
    }

    /// Takes over what a state file kept; the shops' changes while the stand-in was down are told
    /// later.
    synchronized void restore(Optional<Saved.Webhooks> saved) {
        if (sender.isEmpty()) {
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
        sender.ifPresent(WebhookSender::close);
        ticking.lock();
        try {
            closed = true;
        } finally {
            ticking.unlock();
        }
    }

    /// @return whether another step is worthwhile
    private boolean step(WebhookSender to) {
        long before = deliveries.issued();
        boolean behind = look();
        if (deliveries.issued() > before) {
            platform.persist();
        }
        List<Dispatch> due = deliveries.due(now());
        if (due.isEmpty()) {
            return behind;
        }
        boolean sent = send(to, due);
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
                shop.changes(from, to).forEach(change -> tell(shop, change.life(), change.entry()));
                warn(shop.profile(), from, to);
            }
            seen.put(key, to);
        }
        return to < now;
    }

    // What the control does comes after what happened by itself.
    private boolean catchUp(ShopWorld shop) {
        String key = shop.profile().key();
        if (sender.isEmpty() || !seen.containsKey(key)) {
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
        deliveries.add(notification, now());
    }

    private boolean send(WebhookSender to, List<Dispatch> due) {
        for (Dispatch dispatch : due) {
            Optional<WebhookSender.Outcome> outcome = send(to, dispatch);
            if (outcome.isEmpty()) {
                return false;
            }
            deliveries.answered(dispatch.notification().id(), outcome.get(), now());
        }
        return true;
    }

    private static Optional<WebhookSender.Outcome> send(WebhookSender to, Dispatch dispatch) {
        String body = dispatch.notification().body();
        Optional<WebhookSender.Outcome> first = to.post(body);
        return dispatch.doubled() ? first.flatMap(one -> to.post(body).map(one::and)) : first;
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
