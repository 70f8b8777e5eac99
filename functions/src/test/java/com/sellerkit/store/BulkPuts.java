package com.sellerkit.store;

import com.sellerkit.catalog.Table;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.vault.RecordCipher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Puts very many unencrypted records into the shops table, without conditions and not together: a
/// fraction of what transactions cost, for tables that are laid out before anything is measured.
public final class BulkPuts {
    private static final int BATCH_MAX = 25;
    private static final int ATTEMPTS_MAX = 10;

    private BulkPuts() {}

    /// Puts them in the order they come, as many in one request as DynamoDB takes.
    ///
    /// @param table its physical name
    public static void put(AwsClients aws, String table, List<Item> items) {
        Sealing sealing = new Sealing(Table.SHOPS, RecordCipher.NONE);
        List<WriteRequest> requests = new ArrayList<>();
        for (Item item : items) {
            requests.add(
                    WriteRequest.builder()
                            .putRequest(put -> put.item(Attributes.item(item, sealing.seal(item))))
                            .build());
        }
        for (int from = 0; from < requests.size(); from += BATCH_MAX) {
            putBatch(
                    aws,
                    table,
                    requests.subList(from, Math.min(from + BATCH_MAX, requests.size())));
        }
    }

    private static void putBatch(AwsClients aws, String table, List<WriteRequest> batch) {
        Map<String, List<WriteRequest>> left = Map.of(table, batch);
        for (int attempt = 0; attempt < ATTEMPTS_MAX && !left.isEmpty(); attempt++) {
            Map<String, List<WriteRequest>> open = left;
            BatchWriteItemResponse answer =
                    aws.dynamo().batchWriteItem(request -> request.requestItems(open));
            left = answer.unprocessedItems();
        }
        if (!left.isEmpty()) {
            throw new StoreUnavailable(
                    "DynamoDB did not take a batch in %d attempts".formatted(ATTEMPTS_MAX), null);
        }
    }
}
