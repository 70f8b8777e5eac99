package com.sellerkit.local.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.catalog.Table;
import com.sellerkit.connect.ReconnectReason;
import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.connect.ShopReach;
import com.sellerkit.connect.ShopState;
import com.sellerkit.connect.TokenRefresh;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.Region;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.platform.ShopId;
import com.sellerkit.platform.SystemTime;
import com.sellerkit.sandbox.Fault;
import com.sellerkit.sandbox.FaultKind;
import com.sellerkit.sandbox.Sandbox;
import com.sellerkit.sandbox.SandboxClock;
import com.sellerkit.sandbox.SandboxConfig;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.sync.Planner;
import com.sellerkit.sync.RunOutcome;
import com.sellerkit.sync.Subscriptions;
import com.sellerkit.sync.SyncEngine;
import com.sellerkit.sync.SyncMessage;
import com.sellerkit.sync.SyncQueues;
import com.sellerkit.sync.ToldAtOnce;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.AuthorizedShop;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.SellerType;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TestSigner;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.tiktok.TokenAnswer;
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
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StandInSubscriptionsTest implements ShopDirectory, TokenRefresh {
    private static final SandboxConfig CONFIG =
            SandboxConfig.defaults()
                    .withClock(SandboxClock.frozenAt(Instant.parse("2026-11-22T10:00:00Z")));
    private static final URI OURS = URI.create("https://hooks.example.com/webhooks/tiktok");
    private static final String PATH = "/event/202309/webhooks";
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Sandbox sandbox = Sandbox.start(CONFIG);
    private final SystemTime time = new SystemTime();
    private final SeededIds ids = new SeededIds(1);
    private final TestSigner app = new TestSigner(CONFIG.appKey(), CONFIG.appSecret());
    private final TikTokClient client = new TikTokClient(sandbox.baseUrl(), app, time, time, ids);
    private final ShopAccess access = access();
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
            webhooks.register(access, event, other, Deadline.in(LONG, time));
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
        return ToldAtOnce.of(records, access.shop());
    }

    private InMemoryRecords records() {
        InMemoryShopKeys keys = new InMemoryShopKeys(ids);
        keys.create(access.shop());
        return new InMemoryRecords(Table.SHOPS, keys);
    }

    /// Connects the shop and does, a moment later, what is then done every day.
    private RunOutcome run(Optional<URI> address) {
        records = records();
        InMemoryQueue queue = new InMemoryQueue();
        SyncQueues queues = new SyncQueues(queue, queue, queue);
        new Planner(
                        records,
                        this,
                        queues,
                        List.of(Subscriptions.LANE),
                        Duration.ofSeconds(20),
                        time)
                .shopConnected(access.shop());
        InstantSource later = InstantSource.offset(time, Duration.ofSeconds(30));
        InMemoryShopKeys keys = new InMemoryShopKeys(ids);
        keys.create(access.shop());
        SyncEngine engine =
                new SyncEngine(
                        records,
                        new Fingerprints(keys),
                        this,
                        this,
                        queues,
                        List.of(Subscriptions.stream(client, address, later)),
                        later,
                        ids);
        return engine.run(
                new SyncMessage(access.shop(), Subscriptions.LANE, SyncMessage.Lane.BACKFILL, 1),
                Deadline.in(LONG, later));
    }

    private ShopAccess access() {
        TokenClient tokens = new TokenClient(sandbox.baseUrl(), app, time, time, ids);
        if (tokens.exchange(Secret.of(sandbox.control().approve("us")))
                        instanceof TokenAnswer.Granted granted
                && client.authorizedShops(granted.grant().accessToken())
                        instanceof
                        Answer.Success<List<AuthorizedShop>>(
                                List<AuthorizedShop> shops,
                                Instant _,
                                String _)) {
            AuthorizedShop shop = shops.getFirst();
            return new ShopAccess(shop.id(), granted.grant().accessToken(), shop.cipher());
        }
        throw new AssertionError("the stand-in gave no access");
    }

    @Override
    public Optional<Shop> shop(ShopId id) {
        return Optional.of(
                new Shop(
                        id,
                        new AccountId("acc_1"),
                        new ConnectionId("con_1"),
                        "Northwind",
                        new Region("US"),
                        SellerType.LOCAL,
                        1,
                        "local",
                        Instant.EPOCH,
                        ShopState.CONNECTED,
                        Optional.empty()));
    }

    @Override
    public List<Shop> shopsOf(AccountId account) {
        return List.of();
    }

    @Override
    public ShopReach access(ShopId id) {
        return new ShopReach.Ready(access, 1, Set.of(Subscriptions.SCOPE));
    }

    @Override
    public RefreshOutcome refreshNow(ShopId id) {
        return new RefreshOutcome.ReconnectNeeded(ReconnectReason.AUTHORIZATION_REVOKED);
    }
}
