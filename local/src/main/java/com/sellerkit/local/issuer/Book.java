package com.sellerkit.local.issuer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.engines.JsonFile;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// What the issuer remembers: people, sessions and refresh tokens. Secrets are kept as hashes only.
final class Book {
    private static final int SESSIONS_MAX = 500;
    private static final Duration SESSION_LIFE = Duration.ofDays(7);

    private final JsonFile file;
    private final ObjectNode document;
    private final SecureRandom random = new SecureRandom();

    private final int iterations;

    Book(JsonFile file, int iterations) {
        this.file = file;
        this.iterations = iterations;
        this.document = file.read();
    }

    /// Someone who can sign in.
    record Person(String subject, String email) {}

    /// A refresh token that was presented.
    ///
    /// @param family all tokens that came from the same sign-in
    /// @param used whether it was exchanged before
    record Refresh(
            String hash,
            String family,
            String subject,
            String scope,
            long signedInAt,
            boolean used) {}

    synchronized Optional<String> text(String name) {
        return document.has(name) ? Optional.of(document.path(name).asText()) : Optional.empty();
    }

    synchronized void text(String name, String value) {
        document.put(name, value);
        file.write(document);
    }

    /// Adds a person unless the address is taken.
    synchronized Optional<Person> add(String email, String password) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        if (people().has(address)) {
            return Optional.empty();
        }
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        String subject = UUID.randomUUID().toString();
        people().putObject(address)
                .put("subject", subject)
                .put("iterations", iterations)
                .put("salt", Base64.getEncoder().encodeToString(salt))
                .put("hash", Base64.getEncoder().encodeToString(hash(password, salt, iterations)));
        file.write(document);
        return Optional.of(new Person(subject, address));
    }

    /// Finds a person by address and password; takes the same time whether the address is known or
    /// not.
    Optional<Person> person(String email, String password) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        JsonNode entry;
        synchronized (this) {
            entry = people().path(address).deepCopy();
        }
        byte[] salt =
                entry.isMissingNode()
                        ? new byte[16]
                        : Base64.getDecoder().decode(entry.path("salt").asText());
        byte[] given = hash(password, salt, entry.path("iterations").asInt(iterations));
        boolean same =
                MessageDigest.isEqual(
                        given, Base64.getDecoder().decode(entry.path("hash").asText("")));
        return same
                ? Optional.of(new Person(entry.path("subject").asText(), address))
                : Optional.empty();
    }

    synchronized Optional<Person> person(String subject) {
        for (var entry : people().properties()) {
            if (entry.getValue().path("subject").asText().equals(subject)) {
                return Optional.of(new Person(subject, entry.getKey()));
            }
        }
        return Optional.empty();
    }

    /// Opens a session and returns the cookie's value.
    synchronized String openSession(String subject, Instant now) {
        ObjectNode sessions = document.withObject("/sessions");
        prune(sessions, now);
        String token = token();
        sessions.putObject(hash(token))
                .put("subject", subject)
                .put("signedInAt", now.getEpochSecond())
                .put("expiresAt", now.plus(SESSION_LIFE).getEpochSecond());
        file.write(document);
        return token;
    }

    /// A session that is open.
    record Session(String subject, long signedInAt) {}

    synchronized Optional<Session> session(String token, Instant now) {
        JsonNode session = document.path("sessions").path(hash(token));
        return session.path("expiresAt").asLong() > now.getEpochSecond()
                ? Optional.of(
                        new Session(
                                session.path("subject").asText(),
                                session.path("signedInAt").asLong()))
                : Optional.empty();
    }

    synchronized void closeSession(String token) {
        document.withObject("/sessions").remove(hash(token));
        file.write(document);
    }

    /// Makes a refresh token.
    synchronized String refreshToken(
            String family, String subject, String scope, long signedInAt, Instant until) {
        ObjectNode tokens = document.withObject("/refreshTokens");
        prune(tokens, Instant.ofEpochSecond(signedInAt));
        String token = token();
        tokens.putObject(hash(token))
                .put("family", family)
                .put("subject", subject)
                .put("scope", scope)
                .put("signedInAt", signedInAt)
                .put("expiresAt", until.getEpochSecond());
        file.write(document);
        return token;
    }

    /// Takes a refresh token out of use; a second time it comes back as used.
    synchronized Optional<Refresh> useRefreshToken(String token, Instant now) {
        String hash = hash(token);
        if (!(document.path("refreshTokens").path(hash) instanceof ObjectNode entry)
                || entry.path("expiresAt").asLong() <= now.getEpochSecond()) {
            return Optional.empty();
        }
        var refresh =
                new Refresh(
                        hash,
                        entry.path("family").asText(),
                        entry.path("subject").asText(),
                        entry.path("scope").asText(),
                        entry.path("signedInAt").asLong(),
                        entry.path("used").asBoolean());
        entry.put("used", true);
        file.write(document);
        return Optional.of(refresh);
    }

    /// Ends all refresh tokens of one sign-in.
    synchronized void endFamily(String family) {
        Iterator<JsonNode> tokens = document.withObject("/refreshTokens").elements();
        while (tokens.hasNext()) {
            if (tokens.next().path("family").asText().equals(family)) {
                tokens.remove();
            }
        }
        file.write(document);
    }

    private ObjectNode people() {
        return document.withObject("/people");
    }

    private static void prune(ObjectNode entries, Instant now) {
        Iterator<JsonNode> values = entries.elements();
        while (values.hasNext()) {
            if (values.next().path("expiresAt").asLong() <= now.getEpochSecond()) {
                values.remove();
            }
        }
        while (entries.size() >= SESSIONS_MAX) {
            entries.remove(entries.fieldNames().next());
        }
    }

    /// A fresh secret of 256 bits.
    String token() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hash(String password, byte[] salt, int iterations) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
