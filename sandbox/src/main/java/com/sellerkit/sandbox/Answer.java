package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// What goes back to a caller.
sealed interface Answer {

    /// An ordinary response.
    ///
    /// @param code the envelope's code, for the call log; 0 where there is no envelope
    record Body(int status, String contentType, String text, Map<String, String> headers, int code)
            implements Answer {}

    /// A connection that closes without a response.
    record Dropped() implements Answer {}

    /// A response that promises more bytes than it sends.
    record Truncated(Body body) implements Answer {}

    static Body json(int status, JsonNode json, int code) {
        return new Body(status, "application/json", json.toString(), Map.of(), code);
    }

    static Body html(int status, String html) {
        return new Body(status, "text/html; charset=utf-8", html, Map.of(), 0);
    }

    static Body redirect(int status, String location) {
        return new Body(status, "text/plain", "", Map.of("Location", location), 0);
    }
}
