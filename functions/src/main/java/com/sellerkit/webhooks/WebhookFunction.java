package com.sellerkit.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.Primer;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.Settings;
import com.sellerkit.platform.SqsQueue;
import com.sellerkit.sync.NotificationMessage;
import com.sellerkit.vault.Vault;
import com.sellerkit.vault.WebhookVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Takes a webhook of the platform: verifies it, puts its ids on the queue, and only then answers
/// 200. Every answer's body is empty, as the platform wants it.
///
/// It knows neither tables nor shops, so that it starts fast and answers within the platform's
/// three seconds whatever becomes of the notification.
public final class WebhookFunction implements RequestStreamHandler {
    static final int BODY_BYTES_MAX = 64 * 1024;

    private static final Log LOG = Log.to("webhooks");

    private final WebhookVerifier verifier;
    private final Queue queue;

    /// The production wiring.
    public WebhookFunction() {
        Settings settings =
                Settings.fromEnvironment()
                        .needing(
                                Settings.Name.APP_SECRET_ARN, Settings.Name.NOTIFICATION_QUEUE_URL);
        AwsClients aws = AwsClients.fromEnvironment();
        this.verifier = Vault.of(settings, aws).webhookVerifier();
        this.queue = new SqsQueue(aws.sqs(), settings.notificationQueueUrl());
        Primer.register(WebhookFunction::prime);
    }

    WebhookFunction(WebhookVerifier verifier, Queue queue) {
        this.verifier = verifier;
        this.queue = queue;
    }

    /// Reads an invented notification; the secret is only fetched after the snapshot.
    private static void prime() {
        var _ =
                NotificationReader.read(
                        """
                        {"type":1,"tts_notification_id":"1","shop_id":"1","timestamp":1,"data":{"order_id":"1"}}\
                        """
                                .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        JsonNode event = Json.parse(input.readAllBytes());
        int status = Log.withCorrelation(context.getAwsRequestId(), () -> status(event));
        output.write(Json.bytes(Json.object().put("statusCode", status)));
    }

    private int status(JsonNode event) {
        byte[] body = body(event);
        if (body.length > BODY_BYTES_MAX) {
            return refused(413);
        }
        try {
            return verifier.isSigned(body, event.path("headers").path("authorization").asText())
                    ? accepted(body)
                    : refused(401);
        } catch (RuntimeException e) {
            // Without the secret or the queue there is nothing but the platform's next attempt.
            LOG.error("notification not taken", Log.Field.exception(e));
            return 503;
        }
    }

    private int accepted(byte[] body) {
        switch (NotificationReader.read(body)) {
            case NotificationReader.Reading.Known(List<NotificationMessage> messages) -> {
                queue.send(messages.stream().map(NotificationMessage::toQueue).toList());
                NotificationMessage first = messages.getFirst();
                LOG.info(
                        "notification taken",
                        Log.Field.shop(first.shop()),
                        Log.Field.word("type", first.type().name()),
                        Log.Field.count("messages", messages.size()));
            }
            case NotificationReader.Reading.Unused(int type) ->
                    LOG.info(
                            "notification of an unused type",
                            Log.Field.count("unused", 1),
                            Log.Field.code(type));
            // It would be no better the next time.
            case NotificationReader.Reading.Malformed() ->
                    LOG.error("signed notification not readable", Log.Field.count("malformed", 1));
        }
        return 200;
    }

    private static int refused(int status) {
        LOG.warn("webhook refused", Log.Field.count("refused", 1), Log.Field.code(status));
        return status;
    }

    /// The bytes that were signed; one byte too many stands for any number of them, and none for
    /// what no sender of a signature encodes.
    private static byte[] body(JsonNode event) {
        String text = event.path("body").asText("");
        if (text.length() > BODY_BYTES_MAX * 2) {
            return new byte[BODY_BYTES_MAX + 1];
        }
        if (!event.path("isBase64Encoded").asBoolean()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
