package com.sellerkit.local.redrive;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.paginators.ListQueuesIterable;

/// The queues and functions of a stack, asked through the AWS SDK: on AWS, or at the front door of
/// a machine.
public final class AwsQueues implements LetterQueues {
    private static final int BATCH = 10;

    private final SqsClient sqs;
    private final LambdaClient lambda;
    private final String stack;
    private final Map<String, String> urls = new HashMap<>();

    /// @param stack the name of the stack, with which the names of its queues begin
    public AwsQueues(SqsClient sqs, LambdaClient lambda, String stack) {
        this.sqs = sqs;
        this.lambda = lambda;
        this.stack = stack;
    }

    /// There is no such queue.
    public static final class NoSuchQueue extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoSuchQueue(String stack, String queue) {
            super(
                    "There is no queue %s of a stack %s here. Is the stack's name right, and are the region and the credentials those of its account?"
                            .formatted(queue, stack));
        }
    }

    @Override
    public List<DeadLetter> receive(String queue, Duration hidden) {
        return sqs
                .receiveMessage(request ->
                        request.queueUrl(url(queue))
                                .maxNumberOfMessages(BATCH)
                                .visibilityTimeout((int) hidden.toSeconds())
                                .waitTimeSeconds(1)
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                .messageAttributeNames("All"))
                .messages()
                .stream()
                .map(AwsQueues::letter)
                .toList();
    }

    private static DeadLetter letter(Message message) {
        Map<String, String> attributes = message.attributesAsStrings();
        return new DeadLetter(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                Optional.ofNullable(attributes.get("SentTimestamp"))
                        .map(Long::parseLong)
                        .map(Instant::ofEpochMilli),
                Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1")),
                Optional.ofNullable(attributes.get("MessageGroupId")),
                notes(message));
    }

    private static Map<String, String> notes(Message message) {
        Map<String, String> notes = new HashMap<>();
        message.messageAttributes()
                .forEach((name, attribute) -> {
                    if (attribute.stringValue() != null) {
                        notes.put(name, attribute.stringValue());
                    }
                });
        return notes;
    }

    @Override
    public void letGo(String queue, DeadLetter letter) {
        sqs.changeMessageVisibility(request ->
                request.queueUrl(url(queue)).receiptHandle(letter.handle()).visibilityTimeout(0));
    }

    @Override
    public void send(String queue, String body, Optional<String> group) {
        sqs.sendMessage(request -> {
            request.queueUrl(url(queue)).messageBody(body);
            group.ifPresent(request::messageGroupId);
        });
    }

    @Override
    public void call(String functionArn, String event) {
        lambda.invoke(request ->
                request.functionName(functionArn)
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(event)));
    }

    @Override
    public void delete(String queue, DeadLetter letter) {
        sqs.deleteMessage(request -> request.queueUrl(url(queue)).receiptHandle(letter.handle()));
    }

    /// Stacks name their queues after themselves and the template, with a word of their own behind.
    private String url(String queue) {
        return urls.computeIfAbsent(queue, _ -> find(queue));
    }

    private String find(String queue) {
        String name = stack + "-" + queue;
        ListQueuesIterable pages =
                sqs.listQueuesPaginator(request -> request.queueNamePrefix(name).maxResults(1_000));
        return pages.queueUrls().stream()
                .filter(url -> {
                    String found = url.substring(url.lastIndexOf('/') + 1);
                    return found.equals(name) || found.startsWith(name + "-");
                })
                .findFirst()
                .orElseThrow(() -> new NoSuchQueue(stack, queue));
    }
}
