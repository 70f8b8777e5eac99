package com.sellerkit.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// A standard SQS queue; what its batches refuse for a moment is sent again, three times at most.
public final class SqsQueue implements Queue {
    private static final int BATCH_MAX = 10;
    private static final int ATTEMPTS_MAX = 3;

    private final SqsClient sqs;
    private final String url;

    public SqsQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    @Override
    public void send(List<Message> messages) {
        for (int from = 0; from < messages.size(); from += BATCH_MAX) {
            sendBatch(messages.subList(from, Math.min(from + BATCH_MAX, messages.size())));
        }
    }

    private void sendBatch(List<Message> batch) {
        List<SendMessageBatchRequestEntry> open = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            open.add(entry(i, batch.get(i)));
        }
        for (int attempt = 1; attempt <= ATTEMPTS_MAX && !open.isEmpty(); attempt++) {
            List<SendMessageBatchRequestEntry> entries = List.copyOf(open);
            SendMessageBatchResponse answer =
                    sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
            open.removeIf(entry ->
                    answer.successful().stream().anyMatch(done -> done.id().equals(entry.id())));
        }
        if (!open.isEmpty()) {
            throw new DeliveryFailed(
                    "%d of %d messages were not accepted in %d attempts"
                            .formatted(open.size(), batch.size(), ATTEMPTS_MAX));
        }
    }

    private static SendMessageBatchRequestEntry entry(int index, Message message) {
        SendMessageBatchRequestEntry.Builder entry =
                SendMessageBatchRequestEntry.builder()
                        .id("m" + index)
                        .messageBody(message.body())
                        .delaySeconds((int) message.delay().toSeconds())
                        .messageAttributes(attributes(message.notes()));
        message.group().ifPresent(entry::messageGroupId);
        return entry.build();
    }

    private static Map<String, MessageAttributeValue> attributes(Map<String, String> notes) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        notes.forEach((name, value) ->
                attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(value)
                                .build()));
        return attributes;
    }
}
