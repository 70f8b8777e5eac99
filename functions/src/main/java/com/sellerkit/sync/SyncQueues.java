package com.sellerkit.sync;

import com.sellerkit.platform.Queue;
import java.util.List;

/// Where work is sent to the workers.
///
/// @param live for changes
/// @param chat for conversations, whose calls the platform counts by the day
/// @param backfill for first walks, and for what can wait
public record SyncQueues(Queue live, Queue chat, Queue backfill) {
    void send(SyncMessage message) {
        queue(message.lane()).send(message.toQueue());
    }

    /// Sends all, with as few calls as there can be.
    void send(List<SyncMessage> messages) {
        for (SyncMessage.Lane lane : SyncMessage.Lane.values()) {
            List<Queue.Message> those =
                    messages.stream()
                            .filter(message -> message.lane() == lane)
                            .map(SyncMessage::toQueue)
                            .toList();
            if (!those.isEmpty()) {
                queue(lane).send(those);
            }
        }
    }

    private Queue queue(SyncMessage.Lane lane) {
        return switch (lane) {
            case LIVE -> live;
            case CHAT -> chat;
            case BACKFILL -> backfill;
        };
    }
}
