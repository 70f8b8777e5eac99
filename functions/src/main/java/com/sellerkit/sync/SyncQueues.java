package com.sellerkit.sync;

import com.sellerkit.platform.Queue;

/// Where work is sent to the workers.
///
/// @param live for changes
/// @param backfill for first walks
public record SyncQueues(Queue live, Queue backfill) {
    void send(SyncMessage message) {
        switch (message.lane()) {
            case LIVE -> live.send(message.toQueue());
            case BACKFILL -> backfill.send(message.toQueue());
        }
    }
}
