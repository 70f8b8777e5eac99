package com.sellerkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One answer of the sellers' interface before it is written as a proxy result.
///
/// @param headers beside those that every answer carries
record HttpAnswer(int status, Map<String, String> headers, Optional<ObjectNode> body) {

    HttpAnswer {
        headers = Map.copyOf(headers);
    }

    static HttpAnswer ok(ObjectNode body) {
        return new HttpAnswer(200, Map.of(), Optional.of(body));
    }

    static HttpAnswer created(ObjectNode body) {
        return new HttpAnswer(201, Map.of(), Optional.of(body));
    }

    static HttpAnswer accepted(ObjectNode body) {
        return new HttpAnswer(202, Map.of(), Optional.of(body));
    }

    static HttpAnswer nothing() {
        return new HttpAnswer(204, Map.of(), Optional.empty());
    }

    /// Sends the browser on with a `GET`.
    ///
    /// @param location a path of this origin, beginning with a slash
    static HttpAnswer seeOther(String location) {
        return new HttpAnswer(303, Map.of("Location", location), Optional.empty());
    }

    HttpAnswer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new HttpAnswer(status, all, body);
    }
}
