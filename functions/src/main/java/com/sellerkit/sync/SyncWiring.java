package com.sellerkit.sync;

import com.sellerkit.connect.AuthorizationChecks;
import com.sellerkit.connect.ConnectWiring;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.Settings;
import com.sellerkit.platform.SqsQueue;
import com.sellerkit.platform.SystemIds;
import com.sellerkit.platform.SystemTime;
import com.sellerkit.store.DynamoRecords;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.vault.RecordCipher;
import com.sellerkit.vault.Vault;
import java.time.InstantSource;

/// The production collaborators of synchronisation; each is built when it is asked for, since every
/// function has only the environment and the permissions that it needs itself.
final class SyncWiring {
    private final Settings settings;
    private final AwsClients aws;
    private final ConnectWiring connect;
    private final SystemTime time = new SystemTime();
    private final SystemIds ids = new SystemIds();

    private SyncWiring(Settings settings, AwsClients aws) {
        this.settings = settings;
        this.aws = aws;
        this.connect = new ConnectWiring(settings, aws);
    }

    static SyncWiring fromEnvironment() {
        return new SyncWiring(Settings.fromEnvironment(), AwsClients.fromEnvironment());
    }

    InstantSource time() {
        return time;
    }

    /// Needs the two tables and the two queues; reads no personal data.
    Planner planner() {
        Records records = DynamoRecords.shops(settings, aws, RecordCipher.NONE);
        return new Planner(
                records,
                connect.shops(),
                queues(),
                Streams.lanes(),
                settings.otherStreamsAfter(),
                Planner.CLAIMS_TOGETHER,
                time);
    }

    /// Needs the tables, the queues, the vault and the platform's hosts.
    SyncEngine engine() {
        Vault vault = Vault.of(settings, aws);
        Records records = DynamoRecords.shops(settings, aws, vault.recordCipher());
        TikTokClient tiktok = client(vault);
        return new SyncEngine(
                records,
                new Fingerprints(vault.shopKeys()),
                connect.shops(),
                connect.tokenRefresh(),
                queues(),
                Streams.all(
                        OrderStream.declare(tiktok, settings),
                        tiktok,
                        records,
                        time,
                        settings.chatDepth(),
                        settings.webhookAddress()),
                settings.originals(),
                new Pace(settings.busyPoll(), settings.idlePoll()),
                time,
                ids);
    }

    /// Needs the two tables and the shops' keys; asks nobody.
    Replay replay() {
        Vault vault = Vault.of(settings, aws);
        Records records = DynamoRecords.shops(settings, aws, vault.recordCipher());
        return new Replay(
                records,
                new Fingerprints(vault.shopKeys()),
                connect.shops(),
                Replay.streams(records, time),
                time);
    }

    /// Needs what disconnecting and renewing need.
    AuthorizationChecks authorizationChecks() {
        return connect.authorizationChecks(
                new StreamGates(DynamoRecords.shops(settings, aws, RecordCipher.NONE)));
    }

    /// Needs what the engine needs, and what disconnecting needs.
    Notifications notifications() {
        Vault vault = Vault.of(settings, aws);
        Records records = DynamoRecords.shops(settings, aws, vault.recordCipher());
        NotifiedOrders orders =
                new NotifiedOrders(
                        records,
                        new Fingerprints(vault.shopKeys()),
                        connect.shops(),
                        connect.tokenRefresh(),
                        OrderStream.declare(client(vault), settings),
                        new Waking(records, queues(), time),
                        settings.originals(),
                        time);
        AuthorizationNews news =
                new CheckedNews(
                        connect.authorizationCheck(new StreamGates(records)),
                        connect.connectionEndings());
        NotifiedStreams streams = new NotifiedStreams(records, connect.shops(), queues(), time);
        return new Notifications(
                new NotificationInbox(records),
                new Announcements(records),
                orders,
                streams,
                news,
                time);
    }

    /// Needs the queues of work and where their messages end.
    GivenUp givenUpWork() {
        return GivenUp.work(settings, this::queue);
    }

    /// Needs the queue of notifications and where they end.
    GivenUp givenUpNotifications() {
        return GivenUp.notifications(settings, this::queue);
    }

    private SqsQueue queue(String url) {
        return new SqsQueue(aws.sqs(), url);
    }

    private TikTokClient client(Vault vault) {
        return new TikTokClient(settings.tiktokApiHost(), vault.signer(), time, time, ids);
    }

    private SyncQueues queues() {
        return new SyncQueues(
                queue(settings.liveQueueUrl()),
                queue(settings.chatQueueUrl()),
                queue(settings.backfillQueueUrl()));
    }
}
