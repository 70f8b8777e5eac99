package com.sellerkit.api;

import com.sellerkit.account.Accounts;
import com.sellerkit.account.Terms;
import com.sellerkit.connect.ConnectWiring;
import com.sellerkit.connect.Disconnections;
import com.sellerkit.ledger.Ledger;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.Settings;
import com.sellerkit.platform.SqsQueue;
import com.sellerkit.platform.SystemIds;
import com.sellerkit.platform.SystemTime;
import com.sellerkit.store.DynamoRecords;
import com.sellerkit.store.Records;
import com.sellerkit.sync.Buyers;
import com.sellerkit.sync.Orders;
import com.sellerkit.sync.RevealNotes;
import com.sellerkit.sync.StreamGates;
import com.sellerkit.sync.Streams;
import com.sellerkit.sync.SyncQueues;
import com.sellerkit.sync.SyncRequests;
import com.sellerkit.sync.SyncStatus;
import com.sellerkit.vault.RecordCipher;
import com.sellerkit.vault.Vault;
import java.time.InstantSource;
import java.util.List;

/// The production collaborators of the handlers; each is built when it is asked for, since every
/// function has only the environment and the permissions that it needs itself.
final class Wiring {
    private static final List<String> STREAMS = Streams.names();

    private final Settings settings;
    private final AwsClients aws;
    private final SystemTime time = new SystemTime();
    private final Terms terms = Terms.inForce();

    private Wiring(Settings settings, AwsClients aws) {
        this.settings = settings;
        this.aws = aws;
    }

    static Wiring fromEnvironment() {
        return new Wiring(Settings.fromEnvironment(), AwsClients.fromEnvironment());
    }

    InstantSource time() {
        return time;
    }

    Terms terms() {
        return terms;
    }

    Accounts accounts() {
        return new Accounts(
                DynamoRecords.accounts(settings, aws),
                new Ledger(DynamoRecords.ledger(settings, aws)),
                terms,
                time,
                new SystemIds());
    }

    Guards guards() {
        return new Guards(accounts(), terms);
    }

    ConnectWiring connect() {
        return new ConnectWiring(settings, aws);
    }

    Disconnections disconnections() {
        return connect().disconnections(new StreamGates(shopRecords()));
    }

    Orders orders() {
        return new Orders(shopRecords());
    }

    /// Needs the shops' keys, as nothing else of the sellers' interface does.
    Reveals reveals() {
        Vault vault = Vault.of(settings, aws);
        Records withPersonal = DynamoRecords.shops(settings, aws, vault.recordCipher());
        return new Reveals(
                new Buyers(withPersonal),
                new RevealNotes(withPersonal),
                new Ledger(DynamoRecords.ledger(settings, aws)),
                time,
                new SystemIds());
    }

    SyncStatus syncStatus() {
        return new SyncStatus(shopRecords(), STREAMS, time);
    }

    SyncRequests syncRequests() {
        SyncQueues queues =
                new SyncQueues(
                        new SqsQueue(aws.sqs(), settings.liveQueueUrl()),
                        new SqsQueue(aws.sqs(), settings.chatQueueUrl()),
                        new SqsQueue(aws.sqs(), settings.backfillQueueUrl()));
        return new SyncRequests(shopRecords(), connect().shops(), queues, STREAMS, time);
    }

    /// Without a cipher: whoever is given these cannot read a buyer's personal data.
    private Records shopRecords() {
        return DynamoRecords.shops(settings, aws, RecordCipher.NONE);
    }
}
