package com.sellerkit.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.Backoff;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Pause;
import com.sellerkit.platform.Settings;
import com.sellerkit.platform.SystemIds;
import com.sellerkit.platform.SystemTime;
import com.sellerkit.vault.RecordCipher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The records of one DynamoDB table.
public final class DynamoRecords implements Records {
    private static final int BATCH_MAX = 100;
    private static final int PAGES_MAX = 1_000;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(25), Duration.ofSeconds(1), 10);
    private static final Set<String> PASSING_CODES =
            Set.of(
                    "TransactionConflictException",
                    "TransactionInProgressException",
                    "ProvisionedThroughputExceededException",
                    "ThrottlingException",
                    "RequestLimitExceeded",
                    "InternalServerError",
                    "ServiceUnavailable");
    private static final Set<String> PASSING_REASONS =
            Set.of(
                    "TransactionConflict",
                    "ProvisionedThroughputExceeded",
                    "ThrottlingError",
                    "None");

    private final DynamoDbClient dynamo;
    private final String name;
    private final Sealing sealing;
    private final Pause pause;
    private final Ids ids;

    /// Reaches a table under its physical name.
    ///
    /// @param table which of the suite's tables it is
    /// @param cipher opens and closes the encrypted fields; [RecordCipher#NONE] where there are
    ///   none
    public DynamoRecords(
            DynamoDbClient dynamo,
            String name,
            Table table,
            RecordCipher cipher,
            Pause pause,
            Ids ids) {
        this.dynamo = dynamo;
        this.name = name;
        this.sealing = new Sealing(table, cipher);
        this.pause = pause;
        this.ids = ids;
    }

    /// The accounts table, which holds nothing encrypted.
    public static Records accounts(Settings settings, AwsClients aws) {
        return of(aws, settings.accountsTable(), Table.ACCOUNTS, RecordCipher.NONE);
    }

    /// The shops table.
    public static Records shops(Settings settings, AwsClients aws, RecordCipher cipher) {
        return of(aws, settings.shopsTable(), Table.SHOPS, cipher);
    }

    /// The ledger's table, which holds nothing encrypted.
    public static Records ledger(Settings settings, AwsClients aws) {
        return of(aws, settings.ledgerTable(), Table.LEDGER, RecordCipher.NONE);
    }

    /// All that a disconnect changes at once: the accounts, the gates among the shops' records,
    /// which it reads without a key, and the ledger.
    public static Records accountsShopsAndLedger(Settings settings, AwsClients aws) {
        return new JoinedDynamoRecords(
                of(aws, settings.accountsTable(), Table.ACCOUNTS, RecordCipher.NONE),
                of(aws, settings.shopsTable(), Table.SHOPS, RecordCipher.NONE),
                of(aws, settings.ledgerTable(), Table.LEDGER, RecordCipher.NONE));
    }

    private static DynamoRecords of(AwsClients aws, String name, Table table, RecordCipher cipher) {
        return new DynamoRecords(
                aws.dynamo(), name, table, cipher, new SystemTime(), new SystemIds());
    }

    @Override
    public Optional<Item> get(RecordType type, Key key, Read read) {
        sealing.checkTable(type);
        Map<String, AttributeValue> found =
                retried(() ->
                        dynamo.getItem(request ->
                                        request.tableName(name)
                                                .key(Attributes.key(key))
                                                .consistentRead(true))
                                .item());
        return found.isEmpty() ? Optional.empty() : Optional.of(item(type, found, read));
    }

    @Override
    public List<Item> getAll(RecordType type, List<Key> keys, Read read) {
        sealing.checkTable(type);
        List<Key> distinct = List.copyOf(new LinkedHashSet<>(keys));
        List<Item> items = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += BATCH_MAX) {
            batch(distinct.subList(from, Math.min(from + BATCH_MAX, distinct.size())))
                    .forEach(found -> items.add(item(type, found, read)));
        }
        return List.copyOf(items);
    }

    @Override
    public Slice query(Query query) {
        sealing.checkTable(query.type());
        // One more than asked tells whether anything follows.
        List<Map<String, AttributeValue>> rows = rows(query, query.limit() + 1);
        boolean more = rows.size() > query.limit();
        List<Map<String, AttributeValue>> kept = more ? rows.subList(0, query.limit()) : rows;
        Optional<Position> next =
                more ? Optional.of(position(query.index(), kept.getLast())) : Optional.empty();
        return new Slice(items(query, kept), next);
    }

    @Override
    public WriteOutcome write(List<Write> writes) {
        Sealing.checkTogether(writes);
        return writes.size() == 1 && !(writes.getFirst() instanceof Write.Check)
                ? writeOne(writes.getFirst())
                : writeTogether(writes.stream().map(this::transacted).toList());
    }

    @Override
    public Ready ready(List<Write> writes) {
        List<TransactWriteItem> transacted = writes.stream().map(this::transacted).toList();
        return last -> {
            List<Write> together = with(writes, last);
            Sealing.checkTogether(together);
            return writes.isEmpty()
                    ? write(together)
                    : writeTogether(with(transacted, transacted(last)));
        };
    }

    private static <T> List<T> with(List<T> some, T last) {
        return Stream.concat(some.stream(), Stream.of(last)).toList();
    }

    Table table() {
        return sealing.table();
    }

    private List<Map<String, AttributeValue>> batch(List<Key> keys) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        Map<String, KeysAndAttributes> open =
                Map.of(
                        name,
                        KeysAndAttributes.builder()
                                .consistentRead(true)
                                .keys(keys.stream().map(Attributes::key).toList())
                                .build());
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            BatchGetItemRequest request = BatchGetItemRequest.builder().requestItems(open).build();
            BatchGetItemResponse answer = retried(() -> dynamo.batchGetItem(request));
            found.addAll(answer.responses().getOrDefault(name, List.of()));
            // What a batch leaves over is progress as long as it shrinks; only standing still
            // counts.
            boolean progressed = remaining(answer.unprocessedKeys()) < remaining(open);
            open = answer.unprocessedKeys();
            if (!open.isEmpty() && !progressed) {
                waitAfter(attempt, null);
            }
        }
        return found;
    }

    private int remaining(Map<String, KeysAndAttributes> open) {
        KeysAndAttributes keys = open.get(name);
        return keys == null ? 0 : keys.keys().size();
    }

    private List<Map<String, AttributeValue>> rows(Query query, int wanted) {
        Expression expression = new Expression();
        QueryRequest.Builder request =
                QueryRequest.builder()
                        .tableName(name)
                        .keyConditionExpression(keyCondition(query, expression))
                        .expressionAttributeNames(expression.names())
                        .expressionAttributeValues(expression.values())
                        .scanIndexForward(!query.descending());
        if (query.index() == Index.TABLE) {
            request.consistentRead(true);
        } else {
            request.indexName(query.index().name().toLowerCase(Locale.ROOT));
        }
        query.after()
                .ifPresent(after ->
                        request.exclusiveStartKey(
                                Attributes.position(query.index(), query.partition(), after)));
        List<Map<String, AttributeValue>> rows = new ArrayList<>();
        for (int page = 0; page < PAGES_MAX; page++) {
            QueryRequest next = request.limit(wanted - rows.size()).build();
            QueryResponse answer = retried(() -> dynamo.query(next));
            rows.addAll(answer.items());
            if (rows.size() >= wanted
                    || !answer.hasLastEvaluatedKey()
                    || answer.lastEvaluatedKey().isEmpty()) {
                return rows;
            }
            request.exclusiveStartKey(answer.lastEvaluatedKey());
        }
        throw new StoreUnavailable("a query did not end in %d pages".formatted(PAGES_MAX), null);
    }

    private static String keyCondition(Query query, Expression expression) {
        String sort = query.index().sort();
        String whole =
                "%s = %s"
                        .formatted(
                                expression.name(query.index().partition()),
                                expression.value(Attributes.text(query.partition())));
        return switch (query.range()) {
            case SortRange.All _ -> whole;
            case SortRange.Prefix(String prefix) ->
                    "%s AND begins_with(%s, %s)"
                            .formatted(
                                    whole,
                                    expression.name(sort),
                                    expression.value(Attributes.text(prefix)));
            case SortRange.Between(String from, String to) ->
                    "%s AND %s BETWEEN %s AND %s"
                            .formatted(
                                    whole,
                                    expression.name(sort),
                                    expression.value(Attributes.text(from)),
                                    expression.value(Attributes.text(to)));
            case SortRange.DueBy(Instant at) ->
                    "%s AND %s <= %s"
                            .formatted(
                                    whole,
                                    expression.name(sort),
                                    expression.value(Attributes.millis(at)));
        };
    }

    private static Position position(Index index, Map<String, AttributeValue> row) {
        return switch (index) {
            case TABLE -> new Position(Attributes.key(row), Optional.empty(), Optional.empty());
            case INDEX1, INDEX2, INDEX3, INDEX4 ->
                    new Position(
                            Attributes.key(row), Attributes.place(row, index), Optional.empty());
            case DUE -> new Position(Attributes.key(row), Optional.empty(), Attributes.due(row));
        };
    }

    /// The indexes hold keys only, so that no copy of a record lives anywhere else; the records are
    /// read from the table.
    private List<Item> items(Query query, List<Map<String, AttributeValue>> rows) {
        return switch (query.index()) {
            case TABLE -> rows.stream().map(row -> item(query.type(), row, query.read())).toList();
            case DUE -> rows.stream().map(row -> item(query.type(), row, Read.PLAIN)).toList();
            case INDEX1, INDEX2, INDEX3, INDEX4 -> {
                Map<Key, Item> byKey = new HashMap<>();
                getAll(query.type(), rows.stream().map(Attributes::key).toList(), query.read())
                        .forEach(item -> byKey.put(item.key(), item));
                yield rows.stream()
                        .flatMap(
                                row -> Optional.ofNullable(byKey.get(Attributes.key(row))).stream())
                        .filter(item -> isStillIn(query, item))
                        .toList();
            }
        };
    }

    private static boolean isStillIn(Query query, Item item) {
        return item.place(query.index())
                .filter(at -> at.partition().equals(query.partition()))
                .isPresent();
    }

    private WriteOutcome writeOne(Write write) {
        Expression expression = new Expression();
        try {
            switch (write) {
                case Write.Put(Item item, Condition condition) -> {
                    PutItemRequest.Builder request =
                            PutItemRequest.builder()
                                    .tableName(name)
                                    .item(Attributes.item(item, sealing.seal(item)));
                    expression
                            .condition(condition)
                            .ifPresent(text -> {
                                request.conditionExpression(text)
                                        .expressionAttributeNames(expression.names());
                                given(expression).ifPresent(request::expressionAttributeValues);
                            });
                    retried(() -> dynamo.putItem(request.build()));
                }
                case Write.Patch patch -> {
                    UpdateItemRequest.Builder request =
                            UpdateItemRequest.builder()
                                    .tableName(name)
                                    .key(Attributes.key(patch.key()));
                    update(patch, expression).ifPresent(request::updateExpression);
                    request.conditionExpression(existing(patch, expression))
                            .expressionAttributeNames(expression.names());
                    given(expression).ifPresent(request::expressionAttributeValues);
                    retried(() -> dynamo.updateItem(request.build()));
                }
                case Write.Delete(Key key, Condition condition) -> {
                    DeleteItemRequest.Builder request =
                            DeleteItemRequest.builder().tableName(name).key(Attributes.key(key));
                    expression
                            .condition(condition)
                            .ifPresent(text -> {
                                request.conditionExpression(text)
                                        .expressionAttributeNames(expression.names());
                                given(expression).ifPresent(request::expressionAttributeValues);
                            });
                    retried(() -> dynamo.deleteItem(request.build()));
                }
                case Write.Check _ ->
                        throw new IllegalStateException("a check alone is a transaction");
            }
            return new WriteOutcome.Written();
        } catch (ConditionalCheckFailedException e) {
            return new WriteOutcome.Refused(List.of(0));
        }
    }

    TransactWriteItem transacted(Write write) {
        Expression expression = new Expression();
        return switch (write) {
            case Write.Put(Item item, Condition condition) -> {
                Map<String, AttributeValue> attributes = Attributes.item(item, sealing.seal(item));
                Optional<String> text = expression.condition(condition);
                yield TransactWriteItem.builder()
                        .put(put -> {
                            put.tableName(name).item(attributes);
                            text.ifPresent(it ->
                                    put.conditionExpression(it)
                                            .expressionAttributeNames(expression.names()));
                            given(expression).ifPresent(put::expressionAttributeValues);
                        })
                        .build();
            }
            case Write.Patch patch -> {
                Optional<String> changes = update(patch, expression);
                String condition = existing(patch, expression);
                yield changes.isEmpty()
                        ? checked(patch.key(), condition, expression)
                        : TransactWriteItem.builder()
                                .update(update -> {
                                    update.tableName(name)
                                            .key(Attributes.key(patch.key()))
                                            .updateExpression(changes.get())
                                            .conditionExpression(condition)
                                            .expressionAttributeNames(expression.names());
                                    given(expression).ifPresent(update::expressionAttributeValues);
                                })
                                .build();
            }
            case Write.Delete(Key key, Condition condition) -> {
                Optional<String> text = expression.condition(condition);
                yield TransactWriteItem.builder()
                        .delete(delete -> {
                            delete.tableName(name).key(Attributes.key(key));
                            text.ifPresent(it ->
                                    delete.conditionExpression(it)
                                            .expressionAttributeNames(expression.names()));
                            given(expression).ifPresent(delete::expressionAttributeValues);
                        })
                        .build();
            }
            case Write.Check(Key key, Condition condition) -> {
                Optional<String> text = expression.condition(condition);
                // DynamoDB has no condition that is always true, but one of these two is.
                yield checked(
                        key,
                        text.orElseGet(() ->
                                expression
                                        .condition(
                                                Condition.any(Condition.ABSENT, Condition.PRESENT))
                                        .orElseThrow()),
                        expression);
            }
        };
    }

    private TransactWriteItem checked(Key key, String condition, Expression expression) {
        ConditionCheck.Builder check =
                ConditionCheck.builder()
                        .tableName(name)
                        .key(Attributes.key(key))
                        .conditionExpression(condition)
                        .expressionAttributeNames(expression.names());
        given(expression).ifPresent(check::expressionAttributeValues);
        return TransactWriteItem.builder().conditionCheck(check.build()).build();
    }

    WriteOutcome writeTogether(List<TransactWriteItem> writes) {
        for (int attempt = 1; ; attempt++) {
            try {
                retried(() -> dynamo.transactWriteItems(request -> request.transactItems(writes)));
                return new WriteOutcome.Written();
            } catch (TransactionCanceledException e) {
                List<Integer> refused = refusedBy(e.cancellationReasons());
                if (!refused.isEmpty()) {
                    return new WriteOutcome.Refused(refused);
                }
                if (!e.cancellationReasons().stream()
                        .map(CancellationReason::code)
                        .allMatch(PASSING_REASONS::contains)) {
                    throw new IllegalStateException(
                            "DynamoDB refuses the transaction: "
                                    + e.cancellationReasons().stream()
                                            .map(CancellationReason::code)
                                            .distinct()
                                            .toList(),
                            e);
                }
                waitAfter(attempt, e);
            }
        }
    }

    private static List<Integer> refusedBy(List<CancellationReason> reasons) {
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < reasons.size(); i++) {
            if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
                refused.add(i);
            }
        }
        return refused;
    }

    private Optional<String> update(Write.Patch patch, Expression expression) {
        ObjectNode fields = sealing.patched(patch);
        List<String> set = new ArrayList<>();
        List<String> remove = new ArrayList<>();
        fields.properties()
                .forEach(field ->
                        set(set, expression, field.getKey(), Attributes.value(field.getValue())));
        patch.remove().stream()
                .filter(field -> !fields.has(field))
                .map(expression::name)
                .forEach(remove::add);
        patch.places().forEach((index, change) -> place(change, index, expression, set, remove));
        switch (patch.due()) {
            case Change.Keep<Due> _ -> {}
            case Change.To<Due>(Due due) -> {
                set(set, expression, Attributes.DUE_PARTITION, Attributes.text(due.partition()));
                set(set, expression, Attributes.DUE_AT, Attributes.millis(due.at()));
            }
            case Change.Clear<Due> _ -> {
                remove.add(expression.name(Attributes.DUE_PARTITION));
                remove.add(expression.name(Attributes.DUE_AT));
            }
        }
        switch (patch.expiresAt()) {
            case Change.Keep<Instant> _ -> {}
            case Change.To<Instant>(Instant at) ->
                    set(set, expression, Attributes.EXPIRES_AT, Attributes.seconds(at));
            case Change.Clear<Instant> _ -> remove.add(expression.name(Attributes.EXPIRES_AT));
        }
        List<String> clauses = new ArrayList<>();
        if (!set.isEmpty()) {
            clauses.add("SET " + String.join(", ", set));
        }
        if (!remove.isEmpty()) {
            clauses.add("REMOVE " + String.join(", ", remove));
        }
        return clauses.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", clauses));
    }

    private static void place(
            Change<IndexKey> change,
            Index index,
            Expression expression,
            List<String> set,
            List<String> remove) {
        switch (change) {
            case Change.Keep<IndexKey> _ -> {}
            case Change.To<IndexKey>(IndexKey place) -> {
                set(set, expression, index.partition(), Attributes.text(place.partition()));
                set(set, expression, index.sort(), Attributes.text(place.sort()));
            }
            case Change.Clear<IndexKey> _ -> {
                remove.add(expression.name(index.partition()));
                remove.add(expression.name(index.sort()));
            }
        }
    }

    private static void set(
            List<String> set, Expression expression, String attribute, AttributeValue value) {
        set.add("%s = %s".formatted(expression.name(attribute), expression.value(value)));
    }

    private static String existing(Write.Patch patch, Expression expression) {
        return expression
                .condition(Condition.all(Condition.PRESENT, patch.condition()))
                .orElseThrow();
    }

    /// DynamoDB refuses an empty map of values.
    private static Optional<Map<String, AttributeValue>> given(Expression expression) {
        return expression.values().isEmpty() ? Optional.empty() : Optional.of(expression.values());
    }

    private Item item(RecordType type, Map<String, AttributeValue> row, Read read) {
        Key key = Attributes.key(row);
        ObjectNode plain = Attributes.plainFields(row);
        Optional<Sealing.Blob> personal = Attributes.personal(row);
        ObjectNode fields =
                switch (read) {
                    case PLAIN -> plain;
                    case WITH_PERSONAL ->
                            personal.map(blob -> sealing.open(type, key, plain, blob))
                                    .orElse(plain);
                };
        return new Item(
                type,
                key,
                fields,
                Attributes.places(row),
                Attributes.due(row),
                Attributes.expiry(row),
                personal.map(Sealing.Blob::shop));
    }

    private <T> T retried(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
                throw e;
            } catch (DynamoDbException e) {
                if (!isPassing(e)) {
                    throw new IllegalStateException(
                            "DynamoDB refuses the request with status " + e.statusCode(), e);
                }
                waitAfter(attempt, e);
            } catch (SdkClientException e) {
                throw new StoreUnavailable("DynamoDB did not answer", e);
            }
        }
    }

    private static boolean isPassing(DynamoDbException e) {
        return e.isThrottlingException()
                || e.statusCode() >= 500
                || (e.awsErrorDetails() != null
                        && PASSING_CODES.contains(e.awsErrorDetails().errorCode()));
    }

    private void waitAfter(int attempt, @Nullable Exception cause) {
        if (!BACKOFF.mayFollow(attempt)) {
            throw new StoreUnavailable(
                    "DynamoDB did not take the request in %d attempts".formatted(attempt), cause);
        }
        pause.sleep(BACKOFF.after(attempt, ids.fraction()));
    }
}
