package com.sellerkit.local.issuer;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Whom the issuer signs in, for which application, and how long what it gives lasts.
///
/// @param port the loopback port
/// @param state where accounts, sessions and keys are kept
/// @param origins where the application may be opened, such as `http://localhost:8080`
/// @param callbackPaths paths of the application that codes are sent to
/// @param logoutPaths paths that signing out may lead to
/// @param scopes what the application may ask for
/// @param passwordIterations rounds of PBKDF2 for new passwords
public record IssuerConfig(
        int port,
        Path state,
        String clientId,
        List<URI> origins,
        List<String> callbackPaths,
        List<String> logoutPaths,
        List<String> scopes,
        Duration tokenLife,
        Duration refreshLife,
        int passwordIterations,
        InstantSource clock) {
    public IssuerConfig {
        origins = List.copyOf(origins);
        callbackPaths = List.copyOf(callbackPaths);
        logoutPaths = List.copyOf(logoutPaths);
        scopes = List.copyOf(scopes);
    }

    /// The issuer's own address, as it stands in tokens.
    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    boolean mayReceiveCodes(String redirectUri) {
        return addresses(callbackPaths).contains(redirectUri);
    }

    boolean mayReceiveSignedOut(String logoutUri) {
        return addresses(logoutPaths).contains(logoutUri);
    }

    private List<String> addresses(List<String> paths) {
        var addresses = new ArrayList<String>();
        for (URI origin : origins) {
            paths.forEach(path -> addresses.add(origin + path));
        }
        return addresses;
    }
}
