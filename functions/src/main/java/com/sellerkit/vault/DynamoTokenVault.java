package com.sellerkit.vault;

import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Secret;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.kms.KmsClient;

/// Tokens in the vault's table, one record a connection, each token sealed by KMS under purpose,
/// account and connection.
///
/// The record is read anew at every use; only what KMS opened is kept, for at most five minutes,
/// under the very ciphertext it came from, so a replaced or destroyed token is never used again.
public final class DynamoTokenVault implements TokenVault {
    private static final Duration CACHE_LIFE = Duration.ofMinutes(5);
    private static final int CACHE_COUNT_MAX = 1_000;
    private static final String ACCESS_PURPOSE = "tiktok-access-token";
    private static final String REFRESH_PURPOSE = "tiktok-refresh-token";

    private static final String SET_PAIR =
            "SET access = :access, accessExpires = :accessExpires, refresh = :refresh, refreshExpires ="
                    + " :refreshExpires";

    private final DynamoDbClient dynamo;
    private final String table;
    private final KmsSeal seal;
    private final InstantSource time;
    private final Ids ids;
    private final Cached<Opened, Secret> opened;

    /// Reaches the vault's table.
    ///
    /// @param tokenKeyArn the KMS key of tokens
    public DynamoTokenVault(
            DynamoDbClient dynamo,
            String table,
            KmsClient kms,
            String tokenKeyArn,
            InstantSource time,
            Ids ids) {
        this.dynamo = dynamo;
        this.table = table;
        this.seal = new KmsSeal(kms, tokenKeyArn);
        this.time = time;
        this.ids = ids;
        this.opened = new Cached<>(time, CACHE_LIFE, CACHE_COUNT_MAX);
    }

    @Override
    public void store(TokenOwner owner, TokenPair pair) {
        Map<String, AttributeValue> values = sealed(owner, pair);
        values.put(":zero", AttributeValue.fromN("0"));
        values.put(":one", AttributeValue.fromN("1"));
        Calls.of(
                "the tokens' table",
                () ->
                        dynamo.updateItem(request ->
                                request.tableName(table)
                                        .key(key(owner))
                                        .updateExpression(
                                                SET_PAIR
                                                        + ", version = if_not_exists(version, :zero) + :one"
                                                        + " REMOVE leaseId, leaseUntil, lastLeaseId")
                                        .expressionAttributeValues(values)));
    }

    @Override
    public Optional<AccessToken> access(TokenOwner owner) {
        return read(owner)
                .map(row ->
                        new AccessToken(
                                open(owner, ACCESS_PURPOSE, bytes(row, "access")),
                                millis(row, "accessExpires"),
                                number(row, "version")));
    }

    @Override
    public RefreshStart beginRefresh(TokenOwner owner, Instant leaseUntil) {
        String leaseId = ids.next("lease");
        Map<String, AttributeValue> values =
                Map.of(
                        ":id", AttributeValue.fromS(leaseId),
                        ":until", AttributeValue.fromN(Long.toString(leaseUntil.toEpochMilli())),
                        ":now", AttributeValue.fromN(Long.toString(time.instant().toEpochMilli())));
        try {
            Map<String, AttributeValue> row =
                    Calls.of(
                            "the tokens' table",
                            () ->
                                    dynamo.updateItem(request ->
                                                    request.tableName(table)
                                                            .key(key(owner))
                                                            .updateExpression(
                                                                    "SET leaseId = :id, leaseUntil = :until")
                                                            .conditionExpression(
                                                                    "attribute_exists(pk) AND"
                                                                            + " (attribute_not_exists(leaseUntil)"
                                                                            + " OR leaseUntil <= :now)")
                                                            .expressionAttributeValues(values)
                                                            .returnValues(ReturnValue.ALL_NEW)
                                                            .returnValuesOnConditionCheckFailure(
                                                                    ReturnValuesOnConditionCheckFailure
                                                                            .ALL_OLD))
                                            .attributes());
            return lease(owner, row, leaseId);
        } catch (ConditionalCheckFailedException e) {
            if (!e.hasItem() || e.item().isEmpty()) {
                return new RefreshStart.NoTokens();
            }
            // The client sent the request again after a lost answer: the lease is ours already.
            return isHeldAs(e.item(), leaseId)
                    ? lease(owner, e.item(), leaseId)
                    : new RefreshStart.HeldByOther(millis(e.item(), "leaseUntil"));
        }
    }

    @Override
    public boolean completeRefresh(TokenOwner owner, RefreshStart.Lease lease, TokenPair pair) {
        Map<String, AttributeValue> values = sealed(owner, pair);
        values.put(":one", AttributeValue.fromN("1"));
        values.put(":lease", AttributeValue.fromS(lease.leaseId()));
        if (complete(owner, lease, values, " REMOVE leaseId, leaseUntil", "leaseId = :lease")) {
            return true;
        }
        // Whoever took over keeps its lease.
        values.put(":version", AttributeValue.fromN(Long.toString(lease.version())));
        return complete(owner, lease, values, "", "version = :version");
    }

    private boolean complete(
            TokenOwner owner,
            RefreshStart.Lease lease,
            Map<String, AttributeValue> values,
            String further,
            String condition) {
        try {
            Calls.of(
                    "the tokens' table",
                    () ->
                            dynamo.updateItem(request ->
                                    request.tableName(table)
                                            .key(key(owner))
                                            .updateExpression(
                                                    SET_PAIR
                                                            + ", version = version + :one, lastLeaseId ="
                                                            + " :lease"
                                                            + further)
                                            .conditionExpression(condition)
                                            .expressionAttributeValues(values)
                                            .returnValuesOnConditionCheckFailure(
                                                    ReturnValuesOnConditionCheckFailure.ALL_OLD)));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // After a lost answer the client sends the request again, and the pair is there
            // already.
            return e.hasItem()
                    && Optional.ofNullable(e.item().get("lastLeaseId"))
                            .filter(last -> lease.leaseId().equals(last.s()))
                            .isPresent();
        }
    }

    @Override
    public void abandonRefresh(TokenOwner owner, RefreshStart.Lease lease) {
        try {
            Calls.of(
                    "the tokens' table",
                    () ->
                            dynamo.updateItem(request ->
                                    request.tableName(table)
                                            .key(key(owner))
                                            .updateExpression("REMOVE leaseId, leaseUntil")
                                            .conditionExpression("leaseId = :lease")
                                            .expressionAttributeValues(
                                                    Map.of(
                                                            ":lease",
                                                            AttributeValue.fromS(
                                                                    lease.leaseId())))));
        } catch (ConditionalCheckFailedException e) {
            return;
        }
    }

    @Override
    public void destroy(TokenOwner owner) {
        Calls.of(
                "the tokens' table",
                () -> dynamo.deleteItem(request -> request.tableName(table).key(key(owner))));
    }

    private Map<String, AttributeValue> sealed(TokenOwner owner, TokenPair pair) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":access", blob(seal.seal(pair.access(), context(owner, ACCESS_PURPOSE))));
        values.put(":accessExpires", time(pair.accessExpiresAt()));
        values.put(":refresh", blob(seal.seal(pair.refresh(), context(owner, REFRESH_PURPOSE))));
        values.put(":refreshExpires", time(pair.refreshExpiresAt()));
        return values;
    }

    private RefreshStart lease(TokenOwner owner, Map<String, AttributeValue> row, String leaseId) {
        Secret refresh = seal.open(bytes(row, "refresh"), context(owner, REFRESH_PURPOSE));
        return new RefreshStart.Lease(refresh, number(row, "version"), leaseId);
    }

    private Optional<Map<String, AttributeValue>> read(TokenOwner owner) {
        Map<String, AttributeValue> row =
                Calls.of(
                        "the tokens' table",
                        () ->
                                dynamo.getItem(request ->
                                                request.tableName(table)
                                                        .key(key(owner))
                                                        .consistentRead(true))
                                        .item());
        return row.isEmpty() ? Optional.empty() : Optional.of(row);
    }

    private Secret open(TokenOwner owner, String purpose, byte[] blob) {
        Opened from = new Opened(owner, purpose, ByteBuffer.wrap(blob));
        Optional<Secret> known = opened.get(from);
        if (known.isPresent()) {
            return known.get();
        }
        Secret secret = seal.open(blob, context(owner, purpose));
        opened.put(from, secret);
        return secret;
    }

    private static boolean isHeldAs(Map<String, AttributeValue> row, String leaseId) {
        return Optional.ofNullable(row.get("leaseId"))
                .filter(held -> leaseId.equals(held.s()))
                .isPresent();
    }

    private static Map<String, String> context(TokenOwner owner, String purpose) {
        return Map.of(
                "purpose", purpose,
                "account", owner.account().value(),
                "connection", owner.connection().value());
    }

    private static Map<String, AttributeValue> key(TokenOwner owner) {
        return Map.of(
                "pk", AttributeValue.fromS("tokens#" + owner.account().value()),
                "sk", AttributeValue.fromS(owner.connection().value()));
    }

    private static AttributeValue blob(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    private static AttributeValue time(Instant at) {
        return AttributeValue.fromN(Long.toString(at.toEpochMilli()));
    }

    private static byte[] bytes(Map<String, AttributeValue> row, String name) {
        return needed(row, name).b().asByteArray();
    }

    private static Instant millis(Map<String, AttributeValue> row, String name) {
        return Instant.ofEpochMilli(number(row, name));
    }

    private static long number(Map<String, AttributeValue> row, String name) {
        return Long.parseLong(needed(row, name).n());
    }

    private static AttributeValue needed(Map<String, AttributeValue> row, String name) {
        AttributeValue value = row.get(name);
        if (value == null) {
            throw new IllegalStateException("a token record lacks %s".formatted(name));
        }
        return value;
    }

    private record Opened(TokenOwner owner, String purpose, ByteBuffer from) {}
}
