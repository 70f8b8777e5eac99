package com.sellerkit.sync;

import static com.sellerkit.platform.Log.Field.count;
import static com.sellerkit.platform.Log.Field.exception;
import static com.sellerkit.platform.Log.Field.shop;

import com.sellerkit.platform.Log;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Key;
import com.sellerkit.tiktok.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Does what a batch of notifications asks for: the orders of a shop that they name are read
/// together, each stream of it that has something new is told once, each notification has its
/// effect once, and one that goes wrong keeps no other waiting.
final class Notifications {
    /// From this attempt on, what the platform cannot be asked for is left to the polls and the
    /// daily check, which ask again by themselves; the dead letters are for what they do not mend.
    static final int ATTEMPTS_MAX = 4;

    /// Without this much time left, no check of an authorization is begun.
    private static final Duration NEWS_TIME = Duration.ofSeconds(65);

    /// The most that one shop of several takes, so that none waits long behind others that the
    /// platform keeps waiting; what is not read by then comes again.
    private static final Duration SHOP_TIME = Duration.ofSeconds(7);

    private static final Log LOG = Log.to("sync");

    private final NotificationInbox inbox;
    private final Announcements announcements;
    private final NotifiedOrders orders;
    private final NotifiedStreams streams;
    private final AuthorizationNews authorizations;
    private final InstantSource clock;

    Notifications(
            NotificationInbox inbox,
            Announcements announcements,
            NotifiedOrders orders,
            NotifiedStreams streams,
            AuthorizationNews authorizations,
            InstantSource clock) {
        this.inbox = inbox;
        this.announcements = announcements;
        this.orders = orders;
        this.streams = streams;
        this.authorizations = authorizations;
        this.clock = clock;
    }

    /// A message as the queue delivered it.
    ///
    /// @param id the queue's name of it
    /// @param attempt how often it was delivered, from 1 on
    record Delivered(String id, int attempt, NotificationMessage message) {}

    /// Handles the messages as far as the deadline allows.
    ///
    /// Returns why some have to come again, by their ids.
    Map<String, String> handle(List<Delivered> batch, Deadline deadline) {
        Map<Boolean, List<Delivered>> byUrgency =
                batch.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        each -> !each.message().type().isOfAuthorization()));
        // A check may take a minute when the platform is slow; nothing else waits behind one.
        Map<String, String> again = new HashMap<>();
        again.putAll(handleByShop(byUrgency.getOrDefault(true, List.of()), deadline));
        again.putAll(handleByShop(byUrgency.getOrDefault(false, List.of()), deadline));
        return again;
    }

    private Map<String, String> handleByShop(List<Delivered> part, Deadline deadline) {
        Map<ShopId, List<Delivered>> byShop = new LinkedHashMap<>();
        part.forEach(each ->
                byShop.computeIfAbsent(each.message().shop(), _ -> new ArrayList<>()).add(each));
        Map<String, String> again = new HashMap<>();
        int left = byShop.size();
        for (Map.Entry<ShopId, List<Delivered>> shop : byShop.entrySet()) {
            boolean isLast = left == 1;
            Duration even = deadline.left(clock).dividedBy(left--);
            Duration share = isLast || even.compareTo(SHOP_TIME) < 0 ? even : SHOP_TIME;
            Deadline until =
                    shop.getValue().getFirst().message().type().isOfAuthorization()
                            ? deadline
                            : Deadline.in(share, clock);
            again.putAll(handle(shop.getKey(), shop.getValue(), until));
        }
        return again;
    }

    private Map<String, String> handle(ShopId shop, List<Delivered> deliveries, Deadline deadline) {
        try {
            Set<Key> handled = inbox.handled(messages(deliveries), clock.instant());
            List<Delivered> fresh =
                    deliveries.stream()
                            .filter(each ->
                                    !handled.contains(NotificationInbox.key(each.message())))
                            .toList();
            return settle(shop, fresh, effects(shop, fresh, deadline));
        } catch (RuntimeException e) {
            LOG.error("notifications failed", shop(shop), exception(e));
            Map<String, String> all = new HashMap<>();
            deliveries.forEach(each -> all.put(each.id(), e.getClass().getSimpleName()));
            return all;
        }
    }

    /// What came of a delivery.
    ///
    /// @param reason why it failed, if it did
    private record Effect(NotificationResult result, String reason) {
        Effect(NotificationResult result) {
            this(result, result.name().toLowerCase(Locale.ROOT));
        }
    }

    /// What came of each, by the id of its delivery.
    private Map<String, Effect> effects(ShopId shop, List<Delivered> fresh, Deadline deadline) {
        Map<Streams, NotificationResult> woken = streams.wake(shop, messages(fresh));
        Set<OrderId> named = new HashSet<>();
        fresh.forEach(each -> named.addAll(each.message().orders()));
        NotifiedOrders.Came read =
                named.isEmpty() ? NotifiedOrders.Came.NOTHING : orders.read(shop, named, deadline);
        Map<Key, Effect> news = new HashMap<>();
        Map<String, Effect> effects = new TreeMap<>();
        for (Delivered each : fresh) {
            NotificationMessage message = each.message();
            effects.put(
                    each.id(),
                    message.type().isOfAuthorization()
                            ? news.computeIfAbsent(
                                    NotificationInbox.key(message), _ -> news(message, deadline))
                            : together(message, read, woken));
        }
        return effects;
    }

    /// A stream that may not be read leaves what else the notification is about.
    private static Effect together(
            NotificationMessage message,
            NotifiedOrders.Came read,
            Map<Streams, NotificationResult> woken) {
        List<NotificationResult> told =
                NotifiedStreams.wokenBy(message.type()).stream()
                        .map(stream -> woken.getOrDefault(stream, NotificationResult.LATER))
                        .filter(result -> result != NotificationResult.IDLE)
                        .toList();
        if (told.isEmpty() && !message.type().namesOrders()) {
            return new Effect(NotificationResult.IDLE);
        }
        NotificationResult result =
                told.stream().reduce(worst(message, read.results()), NotificationResult::or);
        return message.orders().stream()
                .map(id -> Optional.ofNullable(read.refusals().get(id)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(code -> new Effect(result, "refused:" + code))
                .orElseGet(() -> new Effect(result));
    }

    private static NotificationResult worst(
            NotificationMessage message, Map<OrderId, NotificationResult> read) {
        return message.orders().stream()
                .map(id -> read.getOrDefault(id, NotificationResult.LATER))
                .reduce(NotificationResult.DONE, NotificationResult::or);
    }

    private Effect news(NotificationMessage message, Deadline deadline) {
        if (deadline.left(clock).compareTo(NEWS_TIME) < 0) {
            return new Effect(NotificationResult.LATER);
        }
        try {
            return new Effect(
                    message.endsAt()
                            .map(end -> authorizations.ending(message.shop(), end, message.at()))
                            .orElseGet(() -> authorizations.ended(message.shop())));
        } catch (RuntimeException e) {
            LOG.error("news of an authorization failed", shop(message.shop()), exception(e));
            return new Effect(NotificationResult.FAILED, e.getClass().getSimpleName());
        }
    }

    private Map<String, String> settle(
            ShopId shop, List<Delivered> fresh, Map<String, Effect> effects) {
        List<Delivered> done = new ArrayList<>();
        List<Announcements.Announcement> announced = new ArrayList<>();
        Map<String, String> again = new HashMap<>();
        int left = 0;
        for (Delivered each : fresh) {
            Effect effect = effects.getOrDefault(each.id(), new Effect(NotificationResult.FAILED));
            NotificationResult result = effect.result();
            if (result != NotificationResult.IDLE) {
                announced.addAll(
                        Announcements.of(each.message(), result == NotificationResult.DONE));
            }
            switch (result) {
                case DONE -> done.add(each);
                case IDLE -> {}
                case LATER -> {
                    if (each.attempt() < ATTEMPTS_MAX) {
                        again.put(each.id(), effect.reason());
                    } else {
                        left++;
                    }
                }
                case FAILED -> again.put(each.id(), effect.reason());
            }
        }
        Instant now = clock.instant();
        announcements.remember(shop, announced, now);
        inbox.remember(messages(done), now);
        LOG.info(
                "notifications handled",
                shop(shop),
                count("done", done.size()),
                count("again", again.size()),
                count("leftToPolls", left),
                count("lagSeconds", lagSeconds(done, now)));
        return again;
    }

    /// From what the platform says to what is stored, at worst.
    private static long lagSeconds(List<Delivered> done, Instant now) {
        return done.stream()
                .mapToLong(each -> Duration.between(each.message().at(), now).toSeconds())
                .max()
                .orElse(0);
    }

    private static List<NotificationMessage> messages(List<Delivered> deliveries) {
        return deliveries.stream().map(Delivered::message).toList();
    }
}
