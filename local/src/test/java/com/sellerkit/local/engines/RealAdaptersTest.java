package com.sellerkit.local.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.catalog.Table;
import com.sellerkit.ledger.LedgerContract;
import com.sellerkit.local.ProbeSuite;
import com.sellerkit.local.SharedTables;
import com.sellerkit.local.door.FrontDoor;
import com.sellerkit.local.template.Names;
import com.sellerkit.local.template.Template;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.Settings;
import com.sellerkit.platform.ShopId;
import com.sellerkit.platform.SystemIds;
import com.sellerkit.platform.SystemTime;
import com.sellerkit.store.DynamoRecords;
import com.sellerkit.store.JoinedRecordsContract;
import com.sellerkit.store.Records;
import com.sellerkit.store.RecordsContract;
import com.sellerkit.vault.DynamoTokenVault;
import com.sellerkit.vault.RecordCipher;
import com.sellerkit.vault.RecordCipherContract;
import com.sellerkit.vault.RecordContext;
import com.sellerkit.vault.SecretBox;
import com.sellerkit.vault.SecretBoxContract;
import com.sellerkit.vault.ShopKeys;
import com.sellerkit.vault.ShopKeysContract;
import com.sellerkit.vault.TokenVault;
import com.sellerkit.vault.TokenVaultContract;
import com.sellerkit.vault.Vault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The adapters that run on AWS keep the same contracts as the fakes, over the template's own
/// tables and keys.
final class RealAdaptersTest {
    private static final String STACK = "contract";
    private static final String ACCESS_KEY = "CONTRACTTESTS";
    private static final AtomicInteger DECRYPTIONS = new AtomicInteger();

    @TempDir private static Path folder;

    private static TableEngine tables;
    private static FrontDoor door;
    private static AwsClients aws;
    private static Settings settings;

    @BeforeAll
    static void startEngines() {
        door = new FrontDoor(0);
        Names names =
                new Names(
                        "us-east-1",
                        STACK,
                        door.address(),
                        URI.create("http://localhost:1"),
                        URI.create("http://localhost:2"));
        Path project = ProbeSuite.project();
        Template template = Template.read(project.resolve("template.yaml"), names, Map.of());
        tables = SharedTables.engine().beside(ACCESS_KEY);
        tables.lay(template.tables());
        KeyService keys = new KeyService(template.keys(), folder.resolve("keys.json"));
        door.admit(ACCESS_KEY, "tests");
        door.serve(
                "kms",
                (operation, input) -> {
                    if (operation.equals("Decrypt")) {
                        DECRYPTIONS.incrementAndGet();
                    }
                    return keys.handle(operation, input);
                });
        door.passOn("dynamodb", tables.address(), Optional.of(ACCESS_KEY));
        aws = AwsClients.at(door.address(), "us-east-1", ACCESS_KEY, Secret.of("unchecked"));
        settings =
                Settings.of(
                        Map.of(
                                "ACCOUNTS_TABLE", STACK + "-AccountsTable",
                                "SHOPS_TABLE", STACK + "-ShopsTable",
                                "LEDGER_TABLE", STACK + "-LedgerTable",
                                "VAULT_TABLE", STACK + "-VaultTable",
                                "BRANCH_KEYS_TABLE", STACK + "-BranchKeysTable",
                                "BRANCH_KEY_STORE_NAME", "sellerkit-branch-keys",
                                "TOKEN_KEY_ARN", keyArn(names, "TokenKey"),
                                "SHOP_KEY_ARN", keyArn(names, "ShopKey")));
    }

    @AfterAll
    static void stopEngines() {
        door.close();
        tables.close();
    }

    @Test
    void aColdFunctionAsksKmsOnceForAllFingerprintsAndRecordsOfAShop() {
        ShopId shop = new ShopId(UUID.randomUUID().toString());
        Vault.of(settings, aws).shopKeys().create(shop);
        Vault cold = Vault.of(settings, aws);
        ShopKeys keys = cold.shopKeys();
        RecordCipher cipher = cold.recordCipher();
        int before = DECRYPTIONS.get();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                RecordContext place = new RecordContext("shops", "order-" + i, "order");
                threads.execute(() -> {
                    byte[] digest = keys.mac(shop, new byte[] {1});
                    cipher.encrypt(shop, place, digest);
                });
            }
        }

        assertThat(DECRYPTIONS.get() - before).isEqualTo(1);
    }

    private static String keyArn(Names names, String id) {
        return "arn:aws:kms:us-east-1:%s:key/%s".formatted(Names.ACCOUNT, names.keyId(id));
    }

    @Nested
    final class Store extends RecordsContract {
        private final Vault vault = Vault.of(settings, aws);

        @Override
        protected Records records() {
            return DynamoRecords.shops(settings, aws, vault.recordCipher());
        }

        @Override
        protected ShopKeys keys() {
            return vault.shopKeys();
        }
    }

    @Nested
    final class JoinedStores extends JoinedRecordsContract {
        @Override
        protected Records records() {
            return DynamoRecords.accountsShopsAndLedger(settings, aws);
        }
    }

    @Nested
    final class Evidence extends LedgerContract {
        @Override
        protected Records records() {
            return new DynamoRecords(
                    aws.dynamo(),
                    settings.ledgerTable(),
                    Table.LEDGER,
                    RecordCipher.NONE,
                    new SystemTime(),
                    new SystemIds());
        }
    }

    @Nested
    final class Tokens extends TokenVaultContract {
        @Override
        protected TokenVault vault() {
            return new DynamoTokenVault(
                    aws.dynamo(),
                    settings.vaultTable(),
                    aws.kms(),
                    settings.tokenKeyArn(),
                    time,
                    new SystemIds());
        }
    }

    @Nested
    final class Box extends SecretBoxContract {
        @Override
        protected SecretBox box() {
            return Vault.of(settings, aws).secretBox();
        }
    }

    @Nested
    final class Cipher extends RecordCipherContract {
        private final Vault vault = Vault.of(settings, aws);

        @Override
        protected ShopKeys keys() {
            return vault.shopKeys();
        }

        @Override
        protected RecordCipher cipher() {
            return vault.recordCipher();
        }
    }

    @Nested
    final class Keys extends ShopKeysContract {
        @Override
        protected ShopKeys keys() {
            return Vault.of(settings, aws).shopKeys();
        }
    }
}
