package com.sellerkit.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parts of the stand-in, wired together over one state; a reset replaces all of it.
final class Platform {
    private final SandboxConfig config;
    private final Optional<StateFile> stateFile;
    private final WorldClock clock;
    private final Faults faults = new Faults();
    private final CallLog calls = new CallLog();
    private final Subscriptions subscriptions = new Subscriptions();
    private final Webhooks webhooks;
    private volatile State state;

    /// What a reset makes anew.
    ///
    /// @param api the API host over this state
    record State(
            World world,
            Issuer issuer,
            Authorizations authorizations,
            OpenApi api,
            TokenEndpoint tokens,
            Consent consent) {}

    Platform(SandboxConfig config) {
        this.config = config;
        this.stateFile = config.stateFile().map(StateFile::new);
        this.clock = new WorldClock(config.realTime(), config.clock());
        Optional<Saved> saved = stateFile.flatMap(file -> file.load(config.seed()));
        saved.ifPresent(old -> clock.restore(old.clock()));
        this.state = build();
        saved.ifPresent(this::restore);
        saved.flatMap(old -> Optional.ofNullable(old.subscriptions()))
                .ifPresent(subscriptions::restore);
        this.webhooks = new Webhooks(this, sender(config), subscriptions);
        webhooks.restore(saved.flatMap(old -> Optional.ofNullable(old.webhooks())));
        persist();
    }

    SandboxConfig config() {
        return config;
    }

    WorldClock clock() {
        return clock;
    }

    Faults faults() {
        return faults;
    }

    CallLog calls() {
        return calls;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    State state() {
        return state;
    }

    World world() {
        return state.world();
    }

    Authorizations authorizations() {
        return state.authorizations();
    }

    Instant now() {
        return clock.now();
    }

    /// Starts over as if newly started without a state file.
    synchronized void reset() {
        clock.start(config.clock());
        faults.clear();
        calls.clear();
        subscriptions.clear();
        state = build();
        webhooks.reset();
        persist();
    }

    /// Saves the state, after every change of it.
    void persist() {
        webhooks.authorizationsChanged();
        stateFile.ifPresent(file -> file.save(this::saved));
    }

    private static WebhookSender sender(SandboxConfig config) {
        return new WebhookSender(
                config.webhookUrl(), config.appKey(), config.appSecret(), WebhookSender.PATIENCE);
    }

    private State build() {
        Instant anchor = clock.anchor();
        World world =
                new World(
                        config.seed(),
                        anchor.getEpochSecond(),
                        config.shopSizes(),
                        config.otherProducts());
        Issuer issuer = new Issuer(config.seed(), anchor);
        Authorizations authorizations = new Authorizations(issuer, config.tokenRules());
        Envelopes envelopes = new Envelopes(issuer, clock);
        EventEndpoints events = new EventEndpoints(subscriptions, clock, this::persist);
        return new State(
                world,
                issuer,
                authorizations,
                new OpenApi(
                        config,
                        clock,
                        authorizations,
                        world,
                        faults,
                        envelopes,
                        events,
                        this::persist),
                new TokenEndpoint(config, authorizations, envelopes, faults, clock, this::persist),
                new Consent(config, authorizations, world, clock, this::persist));
    }

    private void restore(Saved saved) {
        long now = now().getEpochSecond();
        state.issuer().restore(saved.issued());
        authorizations().restore(saved.codes(), saved.grants());
        authorizations().rules(saved.tokenRules());
        saved.inactiveShops().forEach(shop -> world().active(shop, false));
        for (ShopWorld shop : world().shops()) {
            List<Saved.ProductEdit> products = saved.products();
            if (products != null) {
                shop.catalogue()
                        .restore(
                                products.stream()
                                        .filter(edit -> edit.shop().equals(shop.profile().key()))
                                        .toList());
            }
            List<Saved.Edit> edits =
                    saved.edits().stream().filter(edit -> owns(shop, edit.orderId())).toList();
            shop.restore(
                    saved.createdOrders().getOrDefault(shop.profile().key(), List.of()),
                    edits,
                    now);
        }
    }

    private boolean owns(ShopWorld shop, String orderId) {
        return world().ofOrder(orderId).filter(owner -> owner == shop).isPresent();
    }

    private Saved saved() {
        Map<String, List<Long>> created = new HashMap<>();
        List<Saved.Edit> edits = new ArrayList<>();
        for (ShopWorld shop : world().shops()) {
            created.put(shop.profile().key(), shop.createdTimes());
            edits.addAll(shop.savedEdits());
        }
        return new Saved(
                Saved.VERSION,
                config.seed(),
                clock.saved(),
                authorizations().rules(),
                state.issuer().issued(),
                authorizations().codes(),
                authorizations().grants(),
                created,
                edits,
                world().inactive(),
                webhooks.saved().orElse(null),
                world().shops().stream()
                        .flatMap(shop -> shop.catalogue().saved().stream())
                        .toList(),
                subscriptions.all());
    }
}
