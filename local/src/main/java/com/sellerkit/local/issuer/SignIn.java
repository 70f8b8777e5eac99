package com.sellerkit.local.issuer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// Walks through the code flow as a browser does, for tests and tools.
public final class SignIn {
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-code-flow-00";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI issuer;
    private final String clientId;
    private final String redirectUri;

    public SignIn(URI issuer, String clientId, String redirectUri) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.redirectUri = redirectUri;
    }

    /// Signs in and returns the access token.
    ///
    /// @throws IllegalStateException when the password is wrong
    public String accessToken(String email, String password) {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build()) {
            String query =
                    encode(
                            Map.of(
                                    "client_id", clientId,
                                    "redirect_uri", redirectUri,
                                    "response_type", "code",
                                    "scope", "openid email profile sellerkit/app",
                                    "state", "state",
                                    "code_challenge_method", "S256",
                                    "code_challenge", Issuer.challenge(VERIFIER)));
            HttpResponse<String> login =
                    post(
                            client,
                            issuer.resolve("/login?" + query),
                            Map.of("email", email, "password", password));
            if (login.statusCode() != 302) {
                throw new IllegalStateException(
                        "The sign-in of " + email + " was refused: " + login.statusCode());
            }
            HttpResponse<String> authorized =
                    client.send(
                            HttpRequest.newBuilder(issuer.resolve(location(login))).build(),
                            HttpResponse.BodyHandlers.ofString());
            String code = location(authorized).replaceFirst(".*[?&]code=([^&]*).*", "$1");
            HttpResponse<String> token =
                    post(
                            client,
                            issuer.resolve("/oauth2/token"),
                            Map.of(
                                    "grant_type", "authorization_code",
                                    "client_id", clientId,
                                    "redirect_uri", redirectUri,
                                    "code", code,
                                    "code_verifier", VERIFIER));
            return JSON.readTree(token.body()).path("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private static HttpResponse<String> post(
            HttpClient client, URI address, Map<String, String> form)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(e ->
                        e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
