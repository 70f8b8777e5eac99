package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Wraps answers the way the API and the token endpoints do: they differ in the word for success
/// and in what an error carries.
final class Envelopes {
    private final Issuer issuer;
    private final WorldClock clock;

    Envelopes(Issuer issuer, WorldClock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    Answer.Body success(JsonNode data) {
        return Answer.json(200, envelope(0, data, "Success"), 0);
    }

    Answer.Body refusal(Refusal refusal) {
        return refusal(refusal, refusal.status());
    }

    /// A refusal under another HTTP status than its own.
    Answer.Body refusal(Refusal refusal, int status) {
        JsonNode none = JsonNodeFactory.instance.nullNode();
        return Answer.json(
                status, envelope(refusal.code(), none, refusal.message()), refusal.code());
    }

    /// A token answer: success is in lower case.
    Answer.Body tokens(JsonNode data) {
        return Answer.json(200, envelope(0, data, "success"), 0);
    }

    /// A token error: HTTP 200, and no `data` at all.
    Answer.Body tokenRefusal(int code, String message) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("code", code);
        json.put("message", message);
        json.put("request_id", requestId());
        return Answer.json(200, json, code);
    }

    private ObjectNode envelope(int code, JsonNode data, String message) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("code", code);
        json.set("data", data);
        json.put("message", message);
        json.put("request_id", requestId());
        return json;
    }

    private String requestId() {
        return issuer.requestId(clock.protocolNow());
    }
}
