package com.sellerkit.local.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.catalog.Table;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.sandbox.Fault;
import com.sellerkit.sandbox.FaultKind;
import com.sellerkit.sandbox.Sandbox;
import com.sellerkit.sandbox.SandboxClock;
import com.sellerkit.sandbox.SandboxConfig;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.sync.Pace;
import com.sellerkit.sync.Planner;
import com.sellerkit.sync.RunOutcome;
import com.sellerkit.sync.Subscriptions;
import com.sellerkit.sync.SyncEngine;
import com.sellerkit.sync.SyncMessage;
import com.sellerkit.sync.SyncQueues;
import com.sellerkit.sync.ToldAtOnce;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.TestSigner;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.tiktok.TokenClient;
import com.sellerkit.tiktok.WebhookAddresses;
import com.sellerkit.vault.InMemoryShopKeys;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StandInSubscriptionsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final URI OURS = URI.create("https://hooks.example.com/webhooks/tiktok");
    private static final String PATH = "/event/202309/webhooks";
    private static final Duration LONG = Duration.ofMinutes(2);

    /// Both sides go by it, so that waiting for the next allowed call takes no time.
    private final ManualTime time = new ManualTime(START.plusSeconds(60));

    private final SandboxConfig config =
            SandboxConfig.defaults()
                    .withClock(SandboxClock.frozenAt(START))
                    .withRealTime(time)
                    .withShopSize("us", 1);
    private final Sandbox sandbox = Sandbox.start(config);
    private final SeededIds ids = new SeededIds(1);
    private final TestSigner app = new TestSigner(config.appKey(), config.appSecret());
    private final TikTokClient client = new TikTokClient(sandbox.baseUrl(), app, time, time, ids);
    private final TokenClient tokens = new TokenClient(sandbox.baseUrl(), app, time, time, ids);
    private final ApprovedShop shop = ApprovedShop.of(sandbox, "us", tokens, client).getFirst();
    private InMemoryRecords records = records();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void everyEventThatIsActedUponIsRegisteredOnceTheShopIsConnected() {
        assertThat(run(Optional.of(OURS))).isEqualTo(RunOutcome.FINISHED);

        assertThat(addresses().keySet()).isEqualTo(Subscriptions.EVENTS);
        assertThat(addresses().values()).containsOnly(OURS.toString());
        ToldAtOnce told = told().orElseThrow();
        assertThat(told.isComplete()).isTrue();
        assertThat(told.since()).isPresent();
    }

    @Test
    void whatIsRegisteredIsOnlyLookedAtTheNextTime() {
        run(Optional.of(OURS));
        long calls = sandbox.control().calls(PATH);

        assertThat(run(Optional.of(OURS))).isEqualTo(RunOutcome.FINISHED);

        assertThat(sandbox.control().calls(PATH)).isEqualTo(calls + 1);
        assertThat(told().orElseThrow().isComplete()).isTrue();
    }

    @Test
    void whatThePlatformLostIsRegisteredAgain() {
        run(Optional.of(OURS));
        sandbox.control().dropWebhookAddress("us", "NEW_MESSAGE");

        run(Optional.of(OURS));

        assertThat(addresses()).containsEntry("NEW_MESSAGE", OURS.toString());
    }

    @Test
    void theAddressOfSomebodyElseIsReplacedAndWhatIsNotActedUponIsLeft() {
        WebhookAddresses webhooks = new WebhookAddresses(client);
        URI other = URI.create("https://other.example.com/");
        for (String event : List.of("ORDER_STATUS_CHANGE", "NEW_MESSAGE_LISTENER")) {
            webhooks.register(shop.access(), event, other, Deadline.in(LONG, time));
        }

        run(Optional.of(OURS));

        assertThat(addresses())
                .containsEntry("ORDER_STATUS_CHANGE", OURS.toString())
                .containsEntry("NEW_MESSAGE_LISTENER", other.toString());
    }

    @Test
    void whatFailsInTheMiddleIsFinishedLater() {
        sandbox.control().addFault(Fault.of(FaultKind.INTERNAL_ERROR_OK).onPath(PATH).times(1));

        assertThat(run(Optional.of(OURS))).isEqualTo(RunOutcome.FINISHED);

        assertThat(addresses().keySet()).isEqualTo(Subscriptions.EVENTS);
    }

    @Test
    void withoutAnAddressOfItsOwnNothingIsRegistered() {
        assertThat(run(Optional.empty())).isEqualTo(RunOutcome.FINISHED);

        assertThat(sandbox.control().calls(PATH)).isZero();
        assertThat(told()).isEmpty();
    }

    private Map<String, String> addresses() {
        return sandbox.control().webhookAddresses("us");
    }

    private Optional<ToldAtOnce> told() {
        return ToldAtOnce.of(records, shop.id());
    }

    private InMemoryRecords records() {
        InMemoryShopKeys keys = new InMemoryShopKeys(ids);
        keys.create(shop.id());
        return new InMemoryRecords(Table.SHOPS, keys);
    }

    /// Connects the shop and does, a moment later, what is then done every day.
    private RunOutcome run(Optional<URI> address) {
        records = records();
        InMemoryQueue queue = new InMemoryQueue();
        SyncQueues queues = new SyncQueues(queue, queue, queue);
        new Planner(
                        records,
                        shop,
                        queues,
                        List.of(Subscriptions.LANE),
                        Duration.ofSeconds(20),
                        time)
                .shopConnected(shop.id());
        InstantSource later = InstantSource.offset(time, Duration.ofSeconds(30));
        InMemoryShopKeys keys = new InMemoryShopKeys(ids);
        keys.create(shop.id());
        SyncEngine engine =
                new SyncEngine(
                        records,
                        new Fingerprints(keys),
                        shop,
                        shop,
                        queues,
                        List.of(Subscriptions.stream(client, address, later)),
                        Duration.ZERO,
                        Pace.STEADY,
                        later,
                        ids);
        return engine.run(
                new SyncMessage(shop.id(), Subscriptions.LANE, SyncMessage.Lane.BACKFILL, 1),
                Deadline.in(LONG, later));
    }
}
