package com.sellerkit.local.issuer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.engines.JsonFile;
import com.sellerkit.local.events.Authorizer;
import com.sellerkit.local.http.Loopback;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// An OpenID Connect issuer for one machine: code flow with PKCE, pages to sign in and sign up, a
/// session that survives reloads.
public final class Issuer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,180}\\.[^@\\s.]{2,}");
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /// Cookies are shared by all ports of a host, so the name says whose it is.
    private static final String COOKIE = "sellerkit_signin";

    private static final Duration CODE_LIFE = Duration.ofMinutes(2);
    private static final int FORM_BYTES_MAX = 16 << 10;
    private static final int CODES_MAX = 1_000;

    private final IssuerConfig config;
    private final Book book;
    private final Tokens tokens;
    private final Throttle throttle;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final HttpServer server;

    private record Code(
            String subject,
            String redirectUri,
            String scope,
            String challenge,
            Optional<String> nonce,
            long signedInAt,
            String family,
            Instant expiresAt) {}

    /// Opens the issuer on its port.
    ///
    /// @throws UncheckedIOException when the port is taken
    public Issuer(IssuerConfig config) {
        this.config = config;
        this.book = new Book(new JsonFile(config.state()), config.passwordIterations());
        this.tokens = new Tokens(config, book);
        this.throttle = new Throttle(config.clock());
        server = Loopback.serve(config.port(), "/", this::serve);
    }

    /// Its address, the `iss` of its tokens.
    public URI address() {
        return config.address();
    }

    /// Adds someone who can sign in, unless the address is known already.
    public void addPerson(String email, String password) {
        var _ = book.add(email, password);
    }

    /// Checks access tokens for the API.
    public Authorizer authorizer() {
        return tokens;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("X-Frame-Options", "DENY");
            headers.set("Referrer-Policy", "same-origin");
            try {
                String route =
                        exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
                switch (route) {
                    case "GET /.well-known/openid-configuration" -> open(exchange, discovery());
                    case "GET /.well-known/jwks.json" -> open(exchange, tokens.publicKeys());
                    case "GET /oauth2/authorize" -> authorize(exchange);
                    case "GET /login" -> form(exchange, true);
                    case "POST /login" -> signIn(exchange);
                    case "GET /signup" -> form(exchange, false);
                    case "POST /signup" -> signUp(exchange);
                    case "POST /oauth2/token" -> token(exchange);
                    case "GET /oauth2/userInfo" -> userInfo(exchange);
                    case "POST /oauth2/revoke" -> revoke(exchange);
                    case "GET /logout" -> signOut(exchange);
                    case "GET /style.css" ->
                            send(exchange, 200, "text/css; charset=utf-8", Pages.STYLE);
                    case "OPTIONS /.well-known/openid-configuration",
                            "OPTIONS /.well-known/jwks.json",
                            "OPTIONS /oauth2/token",
                            "OPTIONS /oauth2/revoke",
                            "OPTIONS /oauth2/userInfo" ->
                            preflight(exchange);
                    default ->
                            page(
                                    exchange,
                                    404,
                                    Pages.problem(
                                            "Nothing here",
                                            "This address belongs to no page of the sign-in service."));
                }
            } catch (TooLarge e) {
                page(
                        exchange,
                        413,
                        Pages.problem("Too large", "The form is larger than what is accepted."));
            } catch (IllegalArgumentException e) {
                page(
                        exchange,
                        400,
                        Pages.problem("Not understood", "The request could not be read."));
            }
        }
    }

    private String discovery() {
        String base = config.address().toString();
        ObjectNode document =
                JSON.createObjectNode()
                        .put("issuer", base)
                        .put("authorization_endpoint", base + "/oauth2/authorize")
                        .put("token_endpoint", base + "/oauth2/token")
                        .put("userinfo_endpoint", base + "/oauth2/userInfo")
                        .put("revocation_endpoint", base + "/oauth2/revoke")
                        .put("jwks_uri", base + "/.well-known/jwks.json");
        document.putArray("response_types_supported").add("code");
        document.putArray("response_modes_supported").add("query");
        document.putArray("grant_types_supported").add("authorization_code").add("refresh_token");
        document.putArray("code_challenge_methods_supported").add("S256");
        document.putArray("token_endpoint_auth_methods_supported").add("none");
        document.putArray("subject_types_supported").add("public");
        document.putArray("id_token_signing_alg_values_supported").add("RS256");
        config.scopes().forEach(document.putArray("scopes_supported")::add);
        return document.toString();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = parameters(rawQuery(exchange));
        String redirectUri = query.getOrDefault("redirect_uri", "");
        if (!config.clientId().equals(query.get("client_id"))
                || !config.mayReceiveCodes(redirectUri)) {
            page(
                    exchange,
                    400,
                    Pages.problem(
                            "This link is not ours",
                            "The application or the address to come back to is not registered. Open SellerKit again from its own address."));
            return;
        }
        Optional<String> error = refusal(query);
        if (error.isPresent()) {
            back(
                    exchange,
                    redirectUri,
                    Map.of("error", "invalid_request", "error_description", error.get()),
                    query);
            return;
        }
        Optional<String> scope = scope(query);
        if (scope.isEmpty()) {
            back(exchange, redirectUri, Map.of("error", "invalid_scope"), query);
            return;
        }
        Optional<Book.Session> session =
                cookie(exchange).flatMap(value -> book.session(value, now()));
        String prompt = query.getOrDefault("prompt", "");
        if (session.isEmpty() || prompt.equals("login")) {
            if (prompt.equals("none")) {
                back(exchange, redirectUri, Map.of("error", "login_required"), query);
            } else {
                redirect(exchange, "/login?" + withoutPrompt(query));
            }
            return;
        }
        back(
                exchange,
                redirectUri,
                Map.of("code", issueCode(query, session.get(), redirectUri, scope.get())),
                query);
    }

    private static Optional<String> refusal(Map<String, String> query) {
        if (!"code".equals(query.get("response_type"))) {
            return Optional.of("response_type must be code");
        }
        if (!"S256".equals(query.get("code_challenge_method"))
                || !CHALLENGE.matcher(query.getOrDefault("code_challenge", "")).matches()) {
            return Optional.of("a code_challenge by S256 is required");
        }
        return Optional.empty();
    }

    private Optional<String> scope(Map<String, String> query) {
        List<String> asked =
                Arrays.stream(query.getOrDefault("scope", "openid").split(" ", -1))
                        .filter(scope -> !scope.isBlank())
                        .toList();
        return !asked.isEmpty() && config.scopes().containsAll(asked)
                ? Optional.of(String.join(" ", asked))
                : Optional.empty();
    }

    private String issueCode(
            Map<String, String> query, Book.Session session, String redirectUri, String scope) {
        codes.values().removeIf(code -> code.expiresAt().isBefore(now()));
        if (codes.size() >= CODES_MAX) {
            codes.clear();
        }
        String code = book.token();
        codes.put(
                code,
                new Code(
                        session.subject(),
                        redirectUri,
                        scope,
                        query.getOrDefault("code_challenge", ""),
                        Optional.ofNullable(query.get("nonce")),
                        session.signedInAt(),
                        UUID.randomUUID().toString(),
                        now().plus(CODE_LIFE)));
        return code;
    }

    private void form(HttpExchange exchange, boolean signIn) throws IOException {
        String query = safeQuery(exchange);
        page(exchange, 200, signIn ? Pages.signIn(query, "", "") : Pages.signUp(query, "", ""));
    }

    private void signIn(HttpExchange exchange) throws IOException {
        String query = safeQuery(exchange);
        if (fromElsewhere(exchange)) {
            page(
                    exchange,
                    403,
                    Pages.problem("Not allowed", "The form was sent from another address."));
            return;
        }
        Map<String, String> form = form(exchange);
        String email = form.getOrDefault("email", "").strip().toLowerCase(Locale.ROOT);
        Duration wait = throttle.wait(email);
        if (wait.isPositive()) {
            exchange.getResponseHeaders().set("Retry-After", Long.toString(wait.toSeconds() + 1));
            page(
                    exchange,
                    429,
                    Pages.signIn(
                            query,
                            email,
                            "Too many wrong passwords. Wait "
                                    + (wait.toSeconds() + 1)
                                    + " seconds and try again."));
            return;
        }
        Optional<Book.Person> person = book.person(email, form.getOrDefault("password", ""));
        if (person.isEmpty()) {
            throttle.failed(email);
            page(
                    exchange,
                    401,
                    Pages.signIn(
                            query, email, "Email address and password do not belong together."));
            return;
        }
        throttle.succeeded(email);
        enter(exchange, person.get(), query);
    }

    private void signUp(HttpExchange exchange) throws IOException {
        String query = safeQuery(exchange);
        if (fromElsewhere(exchange)) {
            page(
                    exchange,
                    403,
                    Pages.problem("Not allowed", "The form was sent from another address."));
            return;
        }
        Map<String, String> form = form(exchange);
        String email = form.getOrDefault("email", "").strip();
        String password = form.getOrDefault("password", "");
        Optional<String> error =
                complaint(email, password, form.getOrDefault("password-again", ""));
        if (error.isPresent()) {
            page(exchange, 422, Pages.signUp(query, email, error.get()));
            return;
        }
        Optional<Book.Person> person = book.add(email, password);
        if (person.isEmpty()) {
            page(
                    exchange,
                    409,
                    Pages.signUp(
                            query,
                            email,
                            "There is an account with this address already. Sign in instead."));
            return;
        }
        enter(exchange, person.get(), query);
    }

    private static Optional<String> complaint(String email, String password, String again) {
        if (email.length() > 254 || !EMAIL.matcher(email).matches()) {
            return Optional.of("Enter an email address such as you@example.com.");
        }
        boolean strong =
                password.length() >= 12
                        && password.length() <= 256
                        && password.chars().anyMatch(Character::isLowerCase)
                        && password.chars().anyMatch(Character::isDigit);
        if (!strong) {
            return Optional.of(
                    "The password needs at least 12 characters, with a lower-case letter and a number.");
        }
        return password.equals(again) ? Optional.empty() : Optional.of("The two passwords differ.");
    }

    private void enter(HttpExchange exchange, Book.Person person, String query) throws IOException {
        String session = book.openSession(person.subject(), now());
        exchange.getResponseHeaders()
                .add(
                        "Set-Cookie",
                        COOKIE
                                + "="
                                + session
                                + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800");
        redirect(
                exchange,
                query.isEmpty() ? config.origins().getFirst() + "/" : "/oauth2/authorize?" + query);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(exchange);
        if (!config.clientId().equals(form.get("client_id"))) {
            open(exchange, 400, error("invalid_client"));
            return;
        }
        switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> exchangeCode(exchange, form);
            case "refresh_token" -> refresh(exchange, form);
            default -> open(exchange, 400, error("unsupported_grant_type"));
        }
    }

    private void exchangeCode(HttpExchange exchange, Map<String, String> form) throws IOException {
        // Taking it out first makes it single-use, whatever comes of it.
        Code code = codes.remove(form.getOrDefault("code", ""));
        boolean good =
                code != null
                        && code.expiresAt().isAfter(now())
                        && code.redirectUri().equals(form.get("redirect_uri"))
                        && MessageDigest.isEqual(
                                code.challenge().getBytes(StandardCharsets.US_ASCII),
                                challenge(form.getOrDefault("code_verifier", ""))
                                        .getBytes(StandardCharsets.US_ASCII));
        Optional<Book.Person> person =
                good && code != null ? book.person(code.subject()) : Optional.empty();
        if (code == null || person.isEmpty()) {
            open(exchange, 400, error("invalid_grant"));
            return;
        }
        grant(exchange, person.get(), code.scope(), code.nonce(), code.signedInAt(), code.family());
    }

    private void refresh(HttpExchange exchange, Map<String, String> form) throws IOException {
        Optional<Book.Refresh> refresh =
                book.useRefreshToken(form.getOrDefault("refresh_token", ""), now());
        Optional<Book.Person> person = refresh.flatMap(value -> book.person(value.subject()));
        if (refresh.isEmpty() || person.isEmpty()) {
            open(exchange, 400, error("invalid_grant"));
            return;
        }
        if (refresh.get().used()) {
            // A token that comes twice was copied: nobody keeps a sign-in that came from it.
            book.endFamily(refresh.get().family());
            open(exchange, 400, error("invalid_grant"));
            return;
        }
        grant(
                exchange,
                person.get(),
                refresh.get().scope(),
                Optional.empty(),
                refresh.get().signedInAt(),
                refresh.get().family());
    }

    private void grant(
            HttpExchange exchange,
            Book.Person person,
            String scope,
            Optional<String> nonce,
            long signedInAt,
            String family)
            throws IOException {
        ObjectNode answer =
                JSON.createObjectNode()
                        .put("access_token", tokens.accessToken(person, scope, signedInAt, family))
                        .put("token_type", "Bearer")
                        .put("expires_in", config.tokenLife().toSeconds())
                        .put("scope", scope)
                        .put(
                                "refresh_token",
                                book.refreshToken(
                                        family,
                                        person.subject(),
                                        scope,
                                        signedInAt,
                                        now().plus(config.refreshLife())));
        if (Arrays.asList(scope.split(" ", -1)).contains("openid")) {
            answer.put("id_token", tokens.idToken(person, nonce, signedInAt, family));
        }
        open(exchange, answer.toString());
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        String header =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                        .orElse("");
        Optional<Book.Person> person =
                header.startsWith("Bearer ")
                        ? tokens.claims(header.substring(7))
                                .flatMap(claims -> book.person(claims.path("sub").asText()))
                        : Optional.empty();
        if (person.isEmpty()) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            open(exchange, 401, error("invalid_token"));
            return;
        }
        open(
                exchange,
                JSON.createObjectNode()
                        .put("sub", person.get().subject())
                        .put("email", person.get().email())
                        .put("email_verified", "true")
                        .put("username", person.get().subject())
                        .toString());
    }

    private void revoke(HttpExchange exchange) throws IOException {
        book.useRefreshToken(form(exchange).getOrDefault("token", ""), now())
                .ifPresent(refresh -> book.endFamily(refresh.family()));
        open(exchange, "{}");
    }

    private void signOut(HttpExchange exchange) throws IOException {
        Map<String, String> query = parameters(rawQuery(exchange));
        String logoutUri = query.getOrDefault("logout_uri", "");
        if (!config.clientId().equals(query.get("client_id"))
                || !config.mayReceiveSignedOut(logoutUri)) {
            page(
                    exchange,
                    400,
                    Pages.problem(
                            "Not signed out",
                            "The application or the address to go to is not registered."));
            return;
        }
        cookie(exchange).ifPresent(book::closeSession);
        exchange.getResponseHeaders()
                .add("Set-Cookie", COOKIE + "=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
        redirect(exchange, logoutUri);
    }

    private Instant now() {
        return config.clock().instant();
    }

    static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(verifier.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean fromElsewhere(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        return origin != null && !origin.equals(config.address().toString());
    }

    private static Optional<String> cookie(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(COOKIE + "="))
                .map(pair -> pair.substring(COOKIE.length() + 1).replace("\"", ""))
                .findFirst();
    }

    private static String rawQuery(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    }

    /// The query in a form of our own making, so that nothing of the caller's spelling gets into
    /// pages or redirects.
    private static String safeQuery(HttpExchange exchange) {
        return withoutPrompt(parameters(rawQuery(exchange)));
    }

    private static String withoutPrompt(Map<String, String> query) {
        var rest = new HashMap<>(query);
        rest.remove("prompt");
        return encode(rest);
    }

    private static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e ->
                        URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8)
                                + "="
                                + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(java.util.stream.Collectors.joining("&"));
    }

    private static Map<String, String> parameters(String encoded) {
        var parameters = new HashMap<String, String>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(FORM_BYTES_MAX + 1);
        if (body.length > FORM_BYTES_MAX) {
            throw new TooLarge();
        }
        return parameters(new String(body, StandardCharsets.UTF_8));
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static String error(String code) {
        return JSON.createObjectNode().put("error", code).toString();
    }

    private static void back(
            HttpExchange exchange,
            String redirectUri,
            Map<String, String> result,
            Map<String, String> query)
            throws IOException {
        var parameters = new HashMap<>(result);
        Optional.ofNullable(query.get("state")).ifPresent(state -> parameters.put("state", state));
        redirect(exchange, redirectUri + "?" + encode(parameters));
    }

    private static void redirect(HttpExchange exchange, String address) throws IOException {
        exchange.getResponseHeaders().set("Location", address);
        exchange.sendResponseHeaders(302, -1);
    }

    private void page(HttpExchange exchange, int status, String html) throws IOException {
        // Browsers hold the redirect that answers a form against form-action too, so the
        // application is named.
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                                + String.join(
                                        " ",
                                        config.origins().stream().map(URI::toString).toList()));
        send(exchange, status, "text/html; charset=utf-8", html);
    }

    private void open(HttpExchange exchange, String json) throws IOException {
        open(exchange, 200, json);
    }

    /// Answers something that the application's own origin may read.
    private void open(HttpExchange exchange, int status, String json) throws IOException {
        allowOrigin(exchange);
        send(exchange, status, "application/json", json);
    }

    private void preflight(HttpExchange exchange) throws IOException {
        allowOrigin(exchange);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Access-Control-Allow-Methods", "GET, POST");
        headers.set("Access-Control-Allow-Headers", "authorization, content-type");
        headers.set("Access-Control-Max-Age", "600");
        exchange.sendResponseHeaders(204, -1);
    }

    private void allowOrigin(HttpExchange exchange) {
        exchange.getResponseHeaders().set("Vary", "Origin");
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin != null
                && config.origins().stream()
                        .anyMatch(allowed -> allowed.toString().equals(origin))) {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
