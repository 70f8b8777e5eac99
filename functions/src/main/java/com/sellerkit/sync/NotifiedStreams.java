package com.sellerkit.sync;

import static com.sellerkit.platform.Log.Field.count;
import static com.sellerkit.platform.Log.Field.shop;
import static com.sellerkit.platform.Log.Field.word;

import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.connect.ShopReach;
import com.sellerkit.connect.ShopState;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Key;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Has the streams read about which notifications say that they have something new, and keeps which
/// of their things are named until those were read.
///
/// However many notifications of a shop come together, each stream is told once, and each thing is
/// read once.
final class NotifiedStreams {
    private static final Log LOG = Log.to("sync");

    /// A transaction takes 100 writes, one of which is the gate.
    private static final int WRITES_MAX = 99;

    private final Waking waking;
    private final NoticeLane lane;
    private final Records records;
    private final ShopDirectory directory;
    private final InstantSource clock;

    NotifiedStreams(
            Records records, ShopDirectory directory, SyncQueues queues, InstantSource clock) {
        this.waking = new Waking(records, queues, clock);
        this.lane = new NoticeLane(records);
        this.records = records;
        this.directory = directory;
        this.clock = clock;
    }

    /// The streams that have something to read because of a notification.
    static List<Streams> wokenBy(NotificationType type) {
        List<Streams> woken = new ArrayList<>(changedBy(type).stream().toList());
        readerOf(type.subject()).ifPresent(woken::add);
        return woken;
    }

    /// The stream whose list shows what happened.
    private static Optional<Streams> changedBy(NotificationType type) {
        return switch (type) {
            case PACKAGE -> Optional.of(Streams.PACKAGE);
            case PRODUCT_STATUS,
                    PRODUCT_INFORMATION,
                    PRODUCT_CREATION,
                    PRODUCT_CATEGORY,
                    PRODUCT_AUDIT ->
                    Optional.of(Streams.PRODUCT);
            case CANCELLATION -> Optional.of(Streams.CANCELLATION);
            case RETURN -> Optional.of(Streams.RETURN);
            case CONVERSATION -> Optional.of(Streams.CONVERSATION);
            // These name what is to be read, or are about the authorization.
            case ORDER_STATUS,
                    RECIPIENT_ADDRESS,
                    INVOICE,
                    MESSAGE,
                    STOCK,
                    DEAUTHORIZATION,
                    AUTHORIZATION_ENDING ->
                    Optional.empty();
        };
    }

    /// The stream that reads what is named; orders are read by the notifications themselves.
    private static Optional<Streams> readerOf(NotificationType.Subject subject) {
        return switch (subject) {
            case PRODUCT -> Optional.of(Streams.PRODUCT_PAGE);
            case STOCK -> Optional.of(Streams.INVENTORY);
            case CONVERSATION -> Optional.of(Streams.MESSAGE);
            case ORDERS, NOTHING -> Optional.empty();
        };
    }

    /// Where the shop stands.
    ///
    /// @param scopes what may be read; empty if that is not known just now, since the shop has to
    ///   be connected anew first, and what was noted is then read
    private record Standing(long epoch, Optional<Set<String>> scopes) {
        boolean mayRead(Streams stream) {
            return scopes.filter(granted -> !granted.contains(stream.scope())).isEmpty();
        }
    }

    /// Tells the streams of one shop, and what came of each that the notifications are about.
    Map<Streams, NotificationResult> wake(ShopId shop, Collection<NotificationMessage> messages) {
        Set<Streams> wanted = EnumSet.noneOf(Streams.class);
        messages.forEach(message -> wanted.addAll(wokenBy(message.type())));
        Map<Streams, NotificationResult> results = new EnumMap<>(Streams.class);
        if (wanted.isEmpty()) {
            return results;
        }
        Optional<Standing> standing = standing(shop);
        wanted.forEach(stream -> results.put(stream, NotificationResult.IDLE));
        wanted.removeIf(stream -> standing.filter(known -> known.mayRead(stream)).isEmpty());
        if (wanted.isEmpty()) {
            LOG.info("notified streams not read", shop(shop), word("trouble", trouble(standing)));
            return results;
        }
        long epoch = standing.orElseThrow().epoch();
        List<FollowUp> wishes = wishes(shop, messages, wanted);
        boolean noted = note(shop, epoch, wishes);
        wanted.forEach(stream ->
                results.put(stream, noted ? NotificationResult.DONE : NotificationResult.LATER));
        int woken = 0;
        for (Streams stream : noted ? wanted : Set.<Streams>of()) {
            woken += waking.wake(shop, epoch, stream.wireName()) ? 1 : 0;
        }
        LOG.info(
                "notified streams told",
                shop(shop),
                word("trouble", noted ? "none" : "superseded"),
                count("named", wishes.size()),
                count("streams", wanted.size()),
                count("woken", woken));
        return results;
    }

    private static String trouble(Optional<Standing> standing) {
        return standing.isPresent() ? "scope-missing" : "gone";
    }

    private Optional<Standing> standing(ShopId shop) {
        return switch (directory.access(shop)) {
            case ShopReach.Ready ready ->
                    Optional.of(new Standing(ready.epoch(), Optional.of(ready.grantedScopes())));
            case ShopReach.ReconnectNeeded _ ->
                    directory
                            .shop(shop)
                            .filter(known -> known.state() != ShopState.DISCONNECTED)
                            .map(Shop::epoch)
                            .map(epoch -> new Standing(epoch, Optional.empty()));
            case ShopReach.Gone() -> Optional.empty();
        };
    }

    /// What is named, once each; the last notification that names it gives the wish its name.
    private static List<FollowUp> wishes(
            ShopId shop, Collection<NotificationMessage> messages, Set<Streams> wanted) {
        Map<Key, FollowUp> wishes = new LinkedHashMap<>();
        for (NotificationMessage message : messages) {
            Optional<Streams> reader = readerOf(message.type().subject()).filter(wanted::contains);
            if (reader.isPresent()) {
                FollowUp wish =
                        new FollowUp(
                                shop,
                                new FollowUp.Wish(
                                        reader.get().wireName(), message.subject().orElseThrow()),
                                FollowUp.Urgency.NEW,
                                message.notificationId());
                wishes.put(wish.key(), wish);
            }
        }
        return List.copyOf(wishes.values());
    }

    /// Keeps the wishes; false if the shop is past this epoch.
    private boolean note(ShopId shop, long epoch, List<FollowUp> wishes) {
        if (wishes.isEmpty()) {
            return true;
        }
        Optional<Write.Check> gate = lane.gate(shop, epoch, clock.instant());
        if (gate.isEmpty()) {
            return false;
        }
        for (int from = 0; from < wishes.size(); from += WRITES_MAX) {
            List<Write> writes = new ArrayList<>();
            wishes.subList(from, Math.min(wishes.size(), from + WRITES_MAX))
                    .forEach(wish -> writes.add(wish.put()));
            writes.add(gate.get());
            if (!records.write(writes).isWritten()) {
                return false;
            }
        }
        return true;
    }
}
