package com.sellerkit.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERIFIER = "0123456789-0123456789-0123456789-0123456789-0123456789";
    private static final String EMAIL = "someone@example.com";
    private static final String PASSWORD = "a-password-1";

    /// A state that holds nothing but the key that the first test made: making one takes a second.
    @TempDir static Path first;

    @TempDir Path folder;

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private IssuerConfig config;
    private Issuer issuer;
    private HttpClient browser;

    @BeforeEach
    void open() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        config =
                new IssuerConfig(
                        port,
                        folder.resolve("issuer.json"),
                        "the-app",
                        List.of(
                                URI.create("http://localhost:9"),
                                URI.create("https://tunnel.example.com")),
                        List.of("/signin"),
                        List.of("/"),
                        List.of("openid", "email", "profile", "sellerkit/app"),
                        Duration.ofHours(1),
                        Duration.ofHours(24),
                        1_000,
                        () -> now);
        Path made = first.resolve("issuer.json");
        if (Files.exists(made)) {
            Files.copy(made, config.state());
        }
        issuer = new Issuer(config);
        if (!Files.exists(made)) {
            Files.copy(config.state(), made);
        }
        issuer.addPerson(EMAIL, PASSWORD);
        browser = browser();
    }

    @AfterEach
    void close() {
        browser.close();
        issuer.close();
    }

    @Test
    void theCodeFlowGivesTokensLikeCognitos() throws Exception {
        JsonNode tokens = tokens(signedInCode(Map.of("nonce", "n-1")), Map.of());
        JsonNode access = payload(tokens.path("access_token").asText());
        JsonNode id = payload(tokens.path("id_token").asText());

        assertThat(access.path("token_use").asText()).isEqualTo("access");
        assertThat(access.path("client_id").asText()).isEqualTo("the-app");
        assertThat(access.path("scope").asText()).contains("sellerkit/app");
        assertThat(access.path("username").asText()).isEqualTo(access.path("sub").asText());
        assertThat(access.path("iss").asText()).isEqualTo(config.address().toString());
        assertThat(access.has("email")).isFalse();
        assertThat(id.path("email").asText()).isEqualTo(EMAIL);
        assertThat(id.path("nonce").asText()).isEqualTo("n-1");
        assertThat(id.path("aud").asText()).isEqualTo("the-app");
        assertThat(issuer.authorizer().claims(tokens.path("access_token").asText())).isPresent();
        assertThat(issuer.authorizer().claims(tokens.path("id_token").asText())).isEmpty();
        now = now.plus(Duration.ofMinutes(61));
        assertThat(issuer.authorizer().claims(tokens.path("access_token").asText())).isEmpty();
    }

    @Test
    void aSessionSignsInWithoutAPageEvenAfterARestart() throws Exception {
        signedInCode(Map.of());
        issuer.close();
        issuer = new Issuer(config);

        HttpResponse<String> silent = authorize(Map.of("prompt", "none"));

        assertThat(silent.statusCode()).isEqualTo(302);
        assertThat(location(silent))
                .startsWith("http://localhost:9/signin?")
                .contains("code=", "state=s-1");
    }

    @Test
    void withoutASessionASilentRequestIsToldSoAndAnotherSeesThePage() throws Exception {
        assertThat(location(authorize(Map.of("prompt", "none"))))
                .contains("error=login_required", "state=s-1");
        assertThat(location(authorize(Map.of()))).startsWith("/login?");
    }

    @Test
    void aStrangeClientOrAddressIsNeverRedirectedTo() throws Exception {
        for (Map<String, String> change :
                List.of(
                        Map.of("client_id", "another"),
                        Map.of("redirect_uri", "http://localhost:9/signin/x"),
                        Map.of("redirect_uri", "http://localhost:9.example.com/signin"),
                        Map.of("redirect_uri", "https://evil.example.com/signin"))) {
            HttpResponse<String> response = authorize(change);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Location")).isEmpty();
        }
        assertThat(location(authorize(Map.of("redirect_uri", "https://tunnel.example.com/signin"))))
                .startsWith("/login?");
    }

    @Test
    void aRequestWithoutAProperChallengeIsRefused() throws Exception {
        for (Map<String, String> change :
                List.of(
                        Map.of("code_challenge", ""),
                        Map.of("code_challenge", "short"),
                        Map.of("code_challenge_method", "plain"),
                        Map.of("response_type", "token"))) {
            assertThat(location(authorize(change))).contains("error=invalid_request", "state=s-1");
        }
        assertThat(location(authorize(Map.of("scope", "openid admin"))))
                .contains("error=invalid_scope");
    }

    @Test
    void aCodeWorksOnceForItsVerifierItsAddressAndItsTime() throws Exception {
        String code = signedInCode(Map.of());
        assertThat(tokens(code, Map.of()).has("access_token")).isTrue();
        assertThat(tokens(code, Map.of()).path("error").asText()).isEqualTo("invalid_grant");
        assertThat(
                        tokens(signedInCode(Map.of()), Map.of("code_verifier", "x".repeat(43)))
                                .path("error")
                                .asText())
                .isEqualTo("invalid_grant");
        assertThat(
                        tokens(
                                        signedInCode(Map.of()),
                                        Map.of("redirect_uri", "https://tunnel.example.com/signin"))
                                .path("error")
                                .asText())
                .isEqualTo("invalid_grant");
        assertThat(
                        tokens(signedInCode(Map.of()), Map.of("client_id", "another"))
                                .path("error")
                                .asText())
                .isEqualTo("invalid_client");
        String late = signedInCode(Map.of());
        now = now.plus(Duration.ofMinutes(3));
        assertThat(tokens(late, Map.of()).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void aRefreshTokenRotatesAndItsReuseEndsTheWholeSignIn() throws Exception {
        String first = tokens(signedInCode(Map.of()), Map.of()).path("refresh_token").asText();
        JsonNode renewed = refresh(first);
        String second = renewed.path("refresh_token").asText();

        assertThat(renewed.path("access_token").asText()).isNotEmpty();
        assertThat(second).isNotEqualTo(first);
        assertThat(refresh(first).path("error").asText()).isEqualTo("invalid_grant");
        assertThat(refresh(second).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void wrongPasswordsAreSlowedDownAndTellNothing() throws Exception {
        String unknown =
                post(
                                "/login?" + query(Map.of()),
                                Map.of("email", "nobody@example.com", "password", "x"))
                        .body();
        String wrong =
                post("/login?" + query(Map.of()), Map.of("email", EMAIL, "password", "x")).body();
        assertThat(unknown.replace("nobody@example.com", EMAIL)).isEqualTo(wrong);
        for (int i = 0; i < 4; i++) {
            assertThat(post("/login", Map.of("email", EMAIL, "password", "x")).statusCode())
                    .isEqualTo(401);
        }
        assertThat(post("/login", Map.of("email", EMAIL, "password", PASSWORD)).statusCode())
                .isEqualTo(429);
        now = now.plus(Duration.ofSeconds(16));
        assertThat(post("/login", Map.of("email", EMAIL, "password", PASSWORD)).statusCode())
                .isEqualTo(302);
    }

    @Test
    void someoneNewCanSignUpAndAWeakPasswordIsExplained() throws Exception {
        assertThat(signUp("new@example.com", "short1", "short1").body())
                .contains("at least 12 characters");
        assertThat(signUp("new@example.com", "long-enough-1", "long-enough-2").body())
                .contains("differ");
        assertThat(signUp("new", "long-enough-1", "long-enough-1").body())
                .contains("email address");
        assertThat(signUp(EMAIL, "long-enough-1", "long-enough-1").statusCode()).isEqualTo(409);
        HttpResponse<String> done = signUp("new@example.com", "long-enough-1", "long-enough-1");

        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(location(get(location(done)))).contains("code=");
    }

    @Test
    void signingOutEndsTheSessionAndLeadsOnlyToRegisteredAddresses() throws Exception {
        signedInCode(Map.of());
        assertThat(
                        get("/logout?client_id=the-app&logout_uri=https%3A%2F%2Fevil.example.com%2F")
                                .statusCode())
                .isEqualTo(400);
        HttpResponse<String> out =
                get("/logout?client_id=the-app&logout_uri=http%3A%2F%2Flocalhost%3A9%2F");

        assertThat(location(out)).isEqualTo("http://localhost:9/");
        assertThat(location(authorize(Map.of("prompt", "none")))).contains("error=login_required");
    }

    @Test
    void onlyTheApplicationsOriginsMayReadAnswersAndAFormFromElsewhereIsRefused() throws Exception {
        for (String origin : List.of("http://localhost:9", "https://tunnel.example.com")) {
            assertThat(
                            withOrigin("/.well-known/openid-configuration", origin)
                                    .headers()
                                    .firstValue("Access-Control-Allow-Origin"))
                    .contains(origin);
        }
        assertThat(
                        withOrigin("/.well-known/openid-configuration", "https://evil.example.com")
                                .headers()
                                .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        HttpResponse<String> forged =
                browser.send(
                        HttpRequest.newBuilder(issuer.address().resolve("/login"))
                                .header("Origin", "https://evil.example.com")
                                .POST(HttpRequest.BodyPublishers.ofString("email=a&password=b"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(forged.statusCode()).isEqualTo(403);
    }

    @Test
    void nothingThatIsSentComesBackUnescaped() throws Exception {
        String page = get("/login?redirect_uri=" + encode("\"><script>alert(1)</script>")).body();
        String failed =
                post("/login", Map.of("email", "\"><script>alert(1)</script>", "password", "x"))
                        .body();

        assertThat(page + failed).doesNotContain("<script>");
    }

    private String signedInCode(Map<String, String> change) throws Exception {
        String query = query(change);
        HttpResponse<String> login =
                post("/login?" + query, Map.of("email", EMAIL, "password", PASSWORD));
        assertThat(login.statusCode()).isEqualTo(302);
        String back = location(get(location(login)));
        assertThat(back).startsWith("http://localhost:9/signin?").contains("state=s-1");
        return back.replaceFirst(".*[?&]code=([^&]*).*", "$1");
    }

    private JsonNode tokens(String code, Map<String, String> change) throws Exception {
        var form =
                new TreeMap<>(
                        Map.of(
                                "grant_type", "authorization_code",
                                "client_id", "the-app",
                                "redirect_uri", "http://localhost:9/signin",
                                "code", code,
                                "code_verifier", VERIFIER));
        form.putAll(change);
        return JSON.readTree(post("/oauth2/token", form).body());
    }

    private JsonNode refresh(String token) throws Exception {
        return JSON.readTree(
                post(
                                "/oauth2/token",
                                Map.of(
                                        "grant_type",
                                        "refresh_token",
                                        "client_id",
                                        "the-app",
                                        "refresh_token",
                                        token))
                        .body());
    }

    private HttpResponse<String> signUp(String email, String password, String again)
            throws Exception {
        return post(
                "/signup?" + query(Map.of()),
                Map.of("email", email, "password", password, "password-again", again));
    }

    private HttpResponse<String> authorize(Map<String, String> change) throws Exception {
        return get("/oauth2/authorize?" + query(change));
    }

    private static String query(Map<String, String> change) {
        var query =
                new TreeMap<>(
                        Map.of(
                                "client_id", "the-app",
                                "redirect_uri", "http://localhost:9/signin",
                                "response_type", "code",
                                "scope", "openid email profile sellerkit/app",
                                "state", "s-1",
                                "code_challenge_method", "S256",
                                "code_challenge", Issuer.challenge(VERIFIER)));
        query.putAll(change);
        return form(query);
    }

    private static JsonNode payload(String token) throws IOException {
        return JSON.readTree(java.util.Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(issuer.address().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> withOrigin(String path, String origin) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(issuer.address().resolve(path))
                        .header("Origin", origin)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(issuer.address().resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(form)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private static String form(Map<String, String> form) {
        return form.entrySet().stream()
                .map(e -> e.getKey() + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }
}
