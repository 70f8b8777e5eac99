package com.sellerkit.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Json;
import java.util.Arrays;
import java.util.function.Supplier;

/// A record in the platform's own words, as long as the page that it came with is at hand.
public final class Original {
    private final String id;
    private final Supplier<byte[]> json;

    private Original(String id, Supplier<byte[]> json) {
        this.id = id;
        this.json = json;
    }

    /// A record that was read as a tree.
    ///
    /// @param id empty if it could not be told
    public static Original of(String id, JsonNode record) {
        return new Original(id, () -> Json.bytes(record));
    }

    /// A record that stands in a body from one byte to another.
    static Original of(String id, byte[] body, int from, int to) {
        return new Original(id, () -> Arrays.copyOfRange(body, from, to));
    }

    /// By which it is kept; empty if it could not be told.
    public String id() {
        return id;
    }

    /// The JSON of the record, in UTF-8.
    public byte[] json() {
        return json.get();
    }

    /// The id only, as the rest may hold personal data.
    @Override
    public String toString() {
        return "Original[%s]".formatted(id);
    }
}
