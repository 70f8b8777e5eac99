package com.sellerkit.sync;

import com.sellerkit.platform.Queue;

/// Where work is sent to the workers.
///
/// @param live for changes
/// @param chat for conversations, whose calls the platform counts by the day
/// @param backfill for first walks, and for what can wait
public record SyncQueues(Queue live, Queue chat, Queue backfill) {
    void send(SyncMessage message) {
        Queue queue =
                switch (message.lane()) {
                    case LIVE -> live;
                    case CHAT -> chat;
                    case BACKFILL -> backfill;
                };
        queue.send(message.toQueue());
    }
}
