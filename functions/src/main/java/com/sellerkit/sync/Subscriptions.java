package com.sellerkit.sync;

import static com.sellerkit.catalog.Label.SYSTEM_OPERATIONS;
import static com.sellerkit.catalog.Purpose.SYNCHRONISATION;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Log;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.ListPage;
import com.sellerkit.tiktok.Lists;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.WebhookAddresses;
import com.sellerkit.tiktok.WebhookAddresses.Registered;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Has the platform send a shop's notifications to this installation, for every event that is acted
/// upon, and sees to it once a day that it stays so.
///
/// It goes the way of a stream, in a lane of its own: begun with the shop's others, tried again by
/// itself, in nobody's way.
public final class Subscriptions {
    /// The lane's name, where a stream would have its own.
    public static final String LANE = "subscription";

    /// The permission that it needs.
    public static final String SCOPE = "seller.authorization.info";

    /// What is registered for a shop.
    static final ShapedKind KIND =
            ShapedKind.of(
                    LANE,
                    "Which events of the shop TikTok Shop tells SellerKit of at once, and since when.",
                    Shape.about(SYSTEM_OPERATIONS, SYNCHRONISATION)
                            .ids("id")
                            .textLists("registered", "missing")
                            .seconds("since")
                            .shape(),
                    "id");

    /// The one record of a shop.
    static final String RECORD = "webhooks";

    /// Every event is seen to within a day, whatever the jitter.
    private static final Duration CADENCE = Duration.ofHours(20);

    private static final Log LOG = Log.to("sync");

    /// The events that are acted upon, as the platform calls them.
    public static final Set<String> EVENTS =
            Arrays.stream(NotificationType.values())
                    .map(NotificationType::event)
                    .flatMap(Optional::stream)
                    .collect(Collectors.toUnmodifiableSet());

    private Subscriptions() {}

    /// What does it, declared as a stream.
    ///
    /// @param address where webhooks arrive; empty if the platform cannot reach this installation
    public static Stream<?> stream(Lists client, Optional<URI> address, InstantSource clock) {
        Stream.Source<Shaped> source =
                address.<Stream.Source<Shaped>>map(own -> new Registering(client, own))
                        .orElseGet(() -> new AppWide(clock));
        return new Stream<>(LANE, SCOPE, KIND.type(), new Course.Followed(), CADENCE, source, KIND);
    }

    /// Changes nothing: what is entered for the whole app holds.
    private static final class AppWide implements Stream.Source<Shaped> {
        private final InstantSource clock;
        private final AtomicBoolean said = new AtomicBoolean();

        AppWide(InstantSource clock) {
            this.clock = clock;
        }

        @Override
        public Answer<StreamPage<Shaped>> page(
                ShopAccess access, Window window, String token, Deadline deadline) {
            if (!said.getAndSet(true)) {
                LOG.info("no address of its own for webhooks: the one of the whole app stays");
            }
            return new Answer.Success<>(StreamPage.none(), clock.instant(), "");
        }
    }

    /// Registers what is not registered, and keeps what the platform then says.
    private static final class Registering implements Stream.Source<Shaped> {
        private final WebhookAddresses addresses;
        private final URI own;

        Registering(Lists client, URI own) {
            this.addresses = new WebhookAddresses(client);
            this.own = own;
        }

        @Override
        public Answer<StreamPage<Shaped>> page(
                ShopAccess access, Window window, String token, Deadline deadline) {
            Answer<List<Registered>> answer = addresses.of(access, deadline);
            if (!(answer
                    instanceof
                    Answer.Success<List<Registered>>(
                            List<Registered> found,
                            Instant at,
                            String id))) {
                return answer.map(_ -> StreamPage.none());
            }
            Map<String, Registered> there = byEvent(found);
            Set<String> missing = missing(there);
            if (missing.isEmpty()) {
                return new Answer.Success<>(page(there), at, id);
            }
            Optional<Answer<ListPage>> trouble = register(access, missing, there, deadline);
            if (trouble.isPresent()) {
                return trouble.get().map(_ -> StreamPage.none());
            }
            return addresses.of(access, deadline).map(now -> page(byEvent(now)));
        }

        /// Empty if all were asked for; one that the platform refuses keeps no other from it.
        private Optional<Answer<ListPage>> register(
                ShopAccess access,
                Set<String> missing,
                Map<String, Registered> there,
                Deadline deadline) {
            for (String event : missing) {
                Answer<ListPage> answer = addresses.register(access, event, own, deadline);
                switch (answer) {
                    case Answer.Success<ListPage> _ -> said(access, event, there);
                    case Answer.Refused<ListPage>(int code, String _) ->
                            LOG.error(
                                    "webhook address refused",
                                    Log.Field.shop(access.shop()),
                                    Log.Field.word("event", event),
                                    Log.Field.code(code));
                    case Answer.Throttled<ListPage> _,
                            Answer.TokenExpired<ListPage> _,
                            Answer.ScopeMissing<ListPage> _,
                            Answer.ShopInactive<ListPage> _,
                            Answer.Revoked<ListPage> _,
                            Answer.Unavailable<ListPage> _ -> {
                        return Optional.of(answer);
                    }
                }
            }
            return Optional.empty();
        }

        /// What another address looked like is nobody's business.
        private static void said(ShopAccess access, String event, Map<String, Registered> there) {
            Log.Field[] fields = {Log.Field.shop(access.shop()), Log.Field.word("event", event)};
            if (there.containsKey(event)) {
                LOG.warn("webhook address of somebody else replaced", fields);
            } else {
                LOG.info("webhook address registered", fields);
            }
        }

        private Set<String> missing(Map<String, Registered> there) {
            Set<String> missing = new TreeSet<>(EVENTS);
            missing.removeIf(event -> isOurs(there, event));
            return missing;
        }

        private boolean isOurs(Map<String, Registered> there, String event) {
            return Optional.ofNullable(there.get(event))
                    .filter(one -> one.address().equals(own.toString()))
                    .isPresent();
        }

        private static Map<String, Registered> byEvent(List<Registered> found) {
            return found.stream()
                    .collect(
                            Collectors.toMap(
                                    Registered::event,
                                    Function.identity(),
                                    (one, _) -> one,
                                    TreeMap::new));
        }

        private StreamPage<Shaped> page(Map<String, Registered> there) {
            Set<String> missing = missing(there);
            ObjectNode record = Json.object().put("id", RECORD);
            Set<String> registered = new TreeSet<>(EVENTS);
            registered.removeAll(missing);
            registered.forEach(record.putArray("registered")::add);
            missing.forEach(record.putArray("missing")::add);
            there.values().stream()
                    .filter(one -> registered.contains(one.event()))
                    .map(one -> one.since().getEpochSecond())
                    .max(Long::compare)
                    .ifPresent(since -> record.put("since", since));
            return KIND.page(List.of(record), "", -1);
        }
    }
}
