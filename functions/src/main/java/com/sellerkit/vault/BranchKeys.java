package com.sellerkit.vault;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.ParsedCiphertext;
import com.amazonaws.encryptionsdk.exception.BadCiphertextException;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.ShopId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.cryptography.keystore.KeyStore;
import software.amazon.cryptography.keystore.model.CreateKeyInput;
import software.amazon.cryptography.keystore.model.KMSConfiguration;
import software.amazon.cryptography.keystore.model.KeyStoreConfig;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.CacheType;
import software.amazon.cryptography.materialproviders.model.CollectionOfErrors;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsHierarchicalKeyringInput;
import software.amazon.cryptography.materialproviders.model.GetBranchKeyIdOutput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/// The shops' branch keys in the AWS Encryption SDK's key store, and the hierarchical keyring over
/// them.
///
/// A shop's record in the vault's table names its branch key; each creation makes a key of a new
/// name, so that a shop that comes back never meets the key that was destroyed. That name is looked
/// up anew every few seconds; the key itself is kept for less than five minutes.
final class BranchKeys {
    private static final Duration KEY_LIFE = Duration.ofSeconds(290);
    private static final Duration NAME_LIFE = Duration.ofSeconds(5);
    private static final int NAME_COUNT_MAX = 2_000;
    private static final int CAUSES_MAX = 20;
    private static final int PAGES_MAX = 100;
    private static final String SHOP = "shop";
    private static final byte[] NOTHING = new byte[0];

    private final DynamoDbClient dynamo;
    private final String vaultTable;
    private final String branchKeysTable;
    private final Ids ids;
    private final KeyStore keyStore;
    private final IKeyring keyring;
    private final AwsCrypto crypto;
    private final BranchKeyCache cache;
    private final Cached<ShopId, String> names;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    BranchKeys(
            DynamoDbClient dynamo,
            KmsClient kms,
            String vaultTable,
            String branchKeysTable,
            String keyStoreName,
            String shopKeyArn,
            InstantSource time,
            Ids ids) {
        this.dynamo = dynamo;
        this.vaultTable = vaultTable;
        this.branchKeysTable = branchKeysTable;
        this.ids = ids;
        this.cache = new BranchKeyCache(time, KEY_LIFE);
        this.names = new Cached<>(time, NAME_LIFE, NAME_COUNT_MAX);
        this.keyStore =
                KeyStore.builder()
                        .KeyStoreConfig(
                                KeyStoreConfig.builder()
                                        .ddbClient(dynamo)
                                        .ddbTableName(branchKeysTable)
                                        .logicalKeyStoreName(keyStoreName)
                                        .kmsClient(kms)
                                        .kmsConfiguration(
                                                KMSConfiguration.builder()
                                                        .kmsKeyArn(shopKeyArn)
                                                        .build())
                                        .build())
                        .build();
        this.keyring =
                MaterialProviders.builder()
                        .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
                        .build()
                        .CreateAwsKmsHierarchicalKeyring(
                                CreateAwsKmsHierarchicalKeyringInput.builder()
                                        .keyStore(keyStore)
                                        .branchKeyIdSupplier(input ->
                                                GetBranchKeyIdOutput.builder()
                                                        .branchKeyId(
                                                                nameIn(input.encryptionContext()))
                                                        .build())
                                        .ttlSeconds(KEY_LIFE.toSeconds())
                                        .cache(CacheType.builder().Shared(cache).build())
                                        .build());
        // Signatures would cost milliseconds a record and prove nothing more among functions of one
        // suite.
        this.crypto =
                AwsCrypto.builder()
                        .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
                        .withEncryptionAlgorithm(
                                CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
                        .withMaxEncryptedDataKeys(1)
                        .build();
    }

    void create(ShopId shop) {
        String name = read(shop).orElseGet(() -> claim(shop));
        if (isInStore(name)) {
            return;
        }
        try {
            keyStore.CreateKey(
                    CreateKeyInput.builder()
                            .branchKeyIdentifier(name)
                            .encryptionContext(Map.of(SHOP, shop.value()))
                            .build());
        } catch (RuntimeException e) {
            if (!isInStore(name)) {
                throw new VaultUnavailable(
                        "the key of shop %s could not be created".formatted(shop), e);
            }
        }
    }

    boolean exists(ShopId shop) {
        return read(shop).filter(this::isInStore).isPresent();
    }

    void destroy(ShopId shop) {
        Optional<String> name = read(shop);
        if (name.isEmpty()) {
            return;
        }
        rowTypes(name.get())
                .forEach(type ->
                        Calls.of(
                                "the branch keys",
                                () ->
                                        dynamo.deleteItem(request ->
                                                request.tableName(branchKeysTable)
                                                        .key(row(name.get(), type)))));
        try {
            Calls.of(
                    "the vault's table",
                    () ->
                            dynamo.deleteItem(request ->
                                    request.tableName(vaultTable)
                                            .key(shopRow(shop))
                                            .conditionExpression("branchKeyId = :name")
                                            .expressionAttributeValues(
                                                    Map.of(
                                                            ":name",
                                                            AttributeValue.fromS(name.get())))));
        } catch (ConditionalCheckFailedException e) {
            // Somebody else destroyed it at the same time, and a new key may be there already.
            names.remove(shop);
        }
        names.remove(shop);
        cache.forget(name.get());
    }

    byte[] encrypt(ShopId shop, Map<String, String> context, byte[] plain) {
        // Fetches the branch key if it is not cached, once for all threads.
        fingerprintKey(shop);
        return guarded(shop, () -> crypto.encryptData(keyring, plain, context).getResult());
    }

    byte[] decrypt(ShopId shop, Map<String, String> context, byte[] blob) {
        ParsedCiphertext parsed = parsed(blob);
        if (!parsed.getEncryptionContextMap().equals(context)) {
            throw new CannotOpen("a record's encrypted part belongs to another place", null);
        }
        if (name(shop).isEmpty()) {
            throw new CannotOpen("the key of shop %s is gone".formatted(shop), null);
        }
        try {
            return crypto.decryptData(keyring, parsed).getResult();
        } catch (RuntimeException e) {
            throw isPassing(e)
                    ? new VaultUnavailable(
                            "the key of shop %s could not be reached".formatted(shop), e)
                    : new CannotOpen("a record's encrypted part is damaged or its key is gone", e);
        }
    }

    /// The shop's fingerprint key. Its branch key is fetched by at most one thread at a time, so
    /// that a cold function asks KMS once.
    SecretKey fingerprintKey(ShopId shop) {
        String name = name(shop).orElseThrow(() -> new NoShopKey(shop));
        Optional<SecretKey> known = cache.fingerprintKey(name);
        if (known.isPresent()) {
            return known.get();
        }
        synchronized (locks.computeIfAbsent(name, _ -> new Object())) {
            if (cache.fingerprintKey(name).isEmpty()) {
                guarded(
                        shop,
                        () -> crypto.encryptData(keyring, NOTHING, Map.of(SHOP, shop.value())));
            }
        }
        locks.remove(name);
        return cache.fingerprintKey(name)
                .orElseThrow(() ->
                        new VaultUnavailable(
                                "the key of shop %s was not cached".formatted(shop), null));
    }

    private <T> T guarded(ShopId shop, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (!isPassing(e) && !exists(shop)) {
                throw new NoShopKey(shop);
            }
            throw new VaultUnavailable("the key of shop %s could not be used".formatted(shop), e);
        }
    }

    private static ParsedCiphertext parsed(byte[] blob) {
        try {
            return new ParsedCiphertext(blob);
        } catch (BadCiphertextException e) {
            throw new CannotOpen("a record's encrypted part is damaged", e);
        }
    }

    /// Whether a failure comes from a service that may answer later, however deep the SDK has
    /// wrapped it.
    private static boolean isPassing(Throwable failure) {
        List<Throwable> open = new ArrayList<>(List.of(failure));
        for (int seen = 0; seen < CAUSES_MAX && !open.isEmpty(); seen++) {
            Throwable next = open.removeFirst();
            if (next instanceof SdkException sdk && isPassing(sdk)) {
                return true;
            }
            if (next instanceof CollectionOfErrors errors) {
                open.addAll(errors.list());
            }
            if (next.getCause() != null) {
                open.add(next.getCause());
            }
        }
        return false;
    }

    private static boolean isPassing(SdkException e) {
        return !(e instanceof InvalidCiphertextException) && !(e instanceof IncorrectKeyException);
    }

    private String nameIn(Map<String, String> context) {
        ShopId shop = new ShopId(context.getOrDefault(SHOP, ""));
        return name(shop).orElseThrow(() -> new NoShopKey(shop));
    }

    private Optional<String> name(ShopId shop) {
        Optional<String> known = names.get(shop);
        if (known.isPresent()) {
            return known;
        }
        Optional<String> read = read(shop);
        read.ifPresent(name -> names.put(shop, name));
        return read;
    }

    private Optional<String> read(ShopId shop) {
        Map<String, AttributeValue> row =
                Calls.of(
                        "the vault's table",
                        () ->
                                dynamo.getItem(request ->
                                                request.tableName(vaultTable)
                                                        .key(shopRow(shop))
                                                        .consistentRead(true))
                                        .item());
        return Optional.ofNullable(row.get("branchKeyId")).map(AttributeValue::s);
    }

    private String claim(ShopId shop) {
        String name = "%s_%s".formatted(ids.next("shop"), shop);
        try {
            Calls.of(
                    "the vault's table",
                    () -> {
                        Map<String, AttributeValue> row = new HashMap<>(shopRow(shop));
                        row.put("branchKeyId", AttributeValue.fromS(name));
                        return dynamo.putItem(request ->
                                request.tableName(vaultTable)
                                        .item(row)
                                        .conditionExpression("attribute_not_exists(pk)"));
                    });
            return name;
        } catch (ConditionalCheckFailedException e) {
            return read(shop)
                    .orElseThrow(() ->
                            new VaultUnavailable(
                                    "the key of shop %s changes just now".formatted(shop), e));
        }
    }

    private boolean isInStore(String name) {
        return Calls.of(
                        "the branch keys",
                        () ->
                                dynamo.getItem(request ->
                                        request.tableName(branchKeysTable)
                                                .key(row(name, "branch:ACTIVE"))
                                                .projectionExpression("#type")
                                                .expressionAttributeNames(Map.of("#type", "type"))
                                                .consistentRead(true)))
                .hasItem();
    }

    /// All rows of a branch key, the active one first, so that nothing more is encrypted while the
    /// rest goes.
    private List<String> rowTypes(String name) {
        List<String> types = new ArrayList<>();
        Map<String, AttributeValue> from = Map.of();
        for (int page = 0; page < PAGES_MAX; page++) {
            Map<String, AttributeValue> start = from;
            QueryResponse answer =
                    Calls.of(
                            "the branch keys",
                            () ->
                                    dynamo.query(request -> {
                                        request.tableName(branchKeysTable)
                                                .consistentRead(true)
                                                .keyConditionExpression("#id = :id")
                                                .projectionExpression("#type")
                                                .expressionAttributeNames(
                                                        Map.of(
                                                                "#id",
                                                                "branch-key-id",
                                                                "#type",
                                                                "type"))
                                                .expressionAttributeValues(
                                                        Map.of(":id", AttributeValue.fromS(name)));
                                        if (!start.isEmpty()) {
                                            request.exclusiveStartKey(start);
                                        }
                                    }));
            answer.items().stream()
                    .flatMap(row -> Optional.ofNullable(row.get("type")).stream())
                    .map(AttributeValue::s)
                    .forEach(types::add);
            from = answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : Map.of();
            if (from.isEmpty()) {
                break;
            }
        }
        types.sort(Comparator.comparing((String type) -> !type.equals("branch:ACTIVE")));
        return types;
    }

    private static Map<String, AttributeValue> row(String name, String type) {
        return Map.of(
                "branch-key-id", AttributeValue.fromS(name), "type", AttributeValue.fromS(type));
    }

    private static Map<String, AttributeValue> shopRow(ShopId shop) {
        return Map.of(
                "pk",
                AttributeValue.fromS("shop#" + shop.value()),
                "sk",
                AttributeValue.fromS("key"));
    }
}
