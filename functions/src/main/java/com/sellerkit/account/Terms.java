package com.sellerkit.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

/// One version of the terms of service and the privacy policy, as people read them.
///
/// Every version that was ever in force stays in the artifact as `terms/<version>.json`, so that
/// what somebody accepted can always be shown.
public final class Terms {
    /// The version in force.
    private static final String IN_FORCE = "2026-11-01";

    private final String version;
    private final LocalDate lastUpdated;
    private final ObjectNode document;

    private Terms(String version, LocalDate lastUpdated, ObjectNode document) {
        this.version = version;
        this.lastUpdated = lastUpdated;
        this.document = document;
    }

    /// The version in force.
    public static Terms inForce() {
        return read(IN_FORCE);
    }

    /// Reads a version from its document.
    ///
    /// @throws IllegalArgumentException if version, date or one of the two documents is missing
    static Terms of(ObjectNode document) {
        String version = document.path("version").asText();
        if (!version.matches("[0-9A-Za-z.-]{1,40}")) {
            throw new IllegalArgumentException("the terms need a version of 1 to 40 characters");
        }
        Set<String> ids = new TreeSet<>();
        for (JsonNode part : document.path("documents")) {
            ids.add(part.path("id").asText());
            if (part.path("sections").isEmpty()) {
                throw new IllegalArgumentException("a document of the terms has no sections");
            }
        }
        if (!ids.equals(Set.of("privacy", "terms"))) {
            throw new IllegalArgumentException(
                    "the terms consist of the documents privacy and terms, seen: " + ids);
        }
        return new Terms(version, LocalDate.parse(document.path("lastUpdated").asText()), document);
    }

    /// The version's name: 1 to 40 letters, digits, dots and hyphens.
    public String version() {
        return version;
    }

    /// The day on which this version was last changed.
    public LocalDate lastUpdated() {
        return lastUpdated;
    }

    /// `version`, `lastUpdated` and the `documents` with their sections, as the interface shows
    /// them.
    public ObjectNode document() {
        return document.deepCopy();
    }

    private static Terms read(String version) {
        try (InputStream stream = Terms.class.getResourceAsStream("/terms/" + version + ".json")) {
            if (stream == null) {
                throw new IllegalStateException("the artifact lacks terms/" + version + ".json");
            }
            Terms terms = of((ObjectNode) Json.parse(stream.readAllBytes()));
            if (!terms.version().equals(version)) {
                throw new IllegalStateException(
                        "terms/%s.json calls itself %s".formatted(version, terms.version()));
            }
            return terms;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the terms", e);
        }
    }
}
