package com.sellerkit.webhooks;

import com.sellerkit.sync.NotificationMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What the webhook function puts on the queue.
public final class Told {
    private Told() {}

    /// The messages that a webhook becomes; none for one that is not acted upon.
    public static List<NotificationMessage> by(String body) {
        return NotificationReader.read(body.getBytes(StandardCharsets.UTF_8))
                        instanceof
                        NotificationReader.Reading.Known(List<NotificationMessage> messages)
                ? messages
                : List.of();
    }
}
