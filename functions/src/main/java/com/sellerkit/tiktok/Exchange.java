package com.sellerkit.tiktok;

import java.net.http.HttpRequest;
import java.time.Duration;

/// Sends one request and brings what came of it.
interface Exchange {
    /// Sends it once.
    ///
    /// @param budget the most time the caller can wait
    Result send(HttpRequest request, Duration budget);

    /// What came of it.
    sealed interface Result {}

    /// An answer arrived whole.
    static final class Reply implements Result {
        private final int status;
        private final String retryAfter;
        private final byte[] body;

        Reply(int status, String retryAfter, byte[] body) {
            this.status = status;
            this.retryAfter = retryAfter;
            this.body = body;
        }

        int status() {
            return status;
        }

        /// The header of that name; empty if there was none.
        String retryAfter() {
            return retryAfter;
        }

        byte[] body() {
            return body;
        }
    }

    /// No whole answer arrived.
    ///
    /// @param mayHaveArrived whether the platform may have acted on the request all the same
    record NoReply(String reason, boolean mayHaveArrived) implements Result {}
}
