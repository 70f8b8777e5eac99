package com.sellerkit.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.InvocationContext;
import com.sellerkit.platform.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteFunctionTest {
    private static final String INDEX =
            "<!doctype html><html><head><base href=\"/\" /><script src=\"assets/a-1.js\"></script></head></html>";

    private final Map<String, String> files =
            new HashMap<>(
                    Map.of(
                            "index.html", INDEX,
                            "theme.js", "theme",
                            "assets/a-1.js", "plain",
                            "assets/a-1.js.br", "brotli",
                            "assets/a-1.js.gz", "gzip",
                            "assets/b-2.css", "only plain"));

    private final SiteFunction function =
            new SiteFunction(
                    path ->
                            Optional.ofNullable(files.get(path))
                                    .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                    new SiteSettings(
                            "https://id.example.com",
                            "https://id.example.com/logout",
                            List.of("https://id.example.com"),
                            "us"));

    @Test
    void thePageIsServedAtTheRootAndAtEveryPageOfTheApplication() throws IOException {
        for (String path :
                List.of("/", "/orders", "/shops/7495/orders", "/connect/return", "/orders/")) {
            Answer answer = get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(answer.text()).contains("<base href=\"/\" />");
        }
    }

    @Test
    void theBaseOfThePageCarriesTheStagePath() throws IOException {
        ObjectNode event = event("/orders");
        event.withObject("/requestContext").put("path", "/live/orders");
        assertThat(call(event).text()).contains("<base href=\"/live/\" />");

        ObjectNode home = event("/");
        home.withObject("/requestContext").put("path", "/live/");
        assertThat(call(home).text()).contains("<base href=\"/live/\" />");
    }

    @Test
    void aBasePathOfACustomDomainIsPartOfTheBase() throws IOException {
        ObjectNode event = event("/seller/orders");
        event.withObject("/pathParameters").put("proxy", "orders");
        event.withObject("/requestContext").put("path", "/seller/orders");
        assertThat(call(event).text()).contains("<base href=\"/seller/\" />");
    }

    @Test
    void aPathThatCouldBreakOutOfTheBaseIsNotWrittenIntoThePage() throws IOException {
        ObjectNode event = event("/orders");
        event.withObject("/requestContext").put("path", "/\"><script>/orders");
        assertThat(call(event).text())
                .contains("<base href=\"/\" />")
                .doesNotContain("\"><script>/");
    }

    @Test
    void thePageIsNotSentAgainToABrowserThatHasIt() throws IOException {
        String tag = get("/").header("ETag");
        ObjectNode event = event("/orders");
        event.withObject("/headers").put("if-none-match", "\"other\", W/" + tag);
        Answer answer = call(event);
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo(tag);
    }

    @Test
    void hashedFilesAreKeptForeverAndSentInTheSmallestFormThatIsAccepted() throws IOException {
        ObjectNode event = event("/assets/a-1.js");
        event.withObject("/headers").put("accept-encoding", "gzip, deflate, br;q=1.0");
        Answer brotli = call(event);
        assertThat(brotli.text()).isEqualTo("brotli");
        assertThat(brotli.header("Content-Encoding")).isEqualTo("br");
        assertThat(brotli.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(brotli.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(brotli.header("Vary")).isEqualTo("Accept-Encoding");

        event.withObject("/headers").put("accept-encoding", "br;q=0, gzip");
        assertThat(call(event).text()).isEqualTo("gzip");

        event.withObject("/headers").put("accept-encoding", "identity");
        Answer plain = call(event);
        assertThat(plain.text()).isEqualTo("plain");
        assertThat(plain.headers().has("Content-Encoding")).isFalse();
    }

    @Test
    void aFileWithoutACompressedFormIsSentAsItIs() throws IOException {
        ObjectNode event = event("/assets/b-2.css");
        event.withObject("/headers").put("Accept-Encoding", "gzip, br");
        Answer answer = call(event);
        assertThat(answer.text()).isEqualTo("only plain");
        assertThat(answer.headers().has("Content-Encoding")).isFalse();
    }

    @Test
    void filesWithoutAHashAreAskedForAgain() throws IOException {
        Answer answer = get("/theme.js");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.header("ETag")).isNotEmpty();
    }

    @Test
    void aVanishedFileIsNotAnsweredWithThePage() throws IOException {
        for (String path : List.of("/assets/old-9.js", "/favicon.ico")) {
            Answer answer = get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(Json.parse(answer.text()).path("code").asText()).isEqualTo("no-such-file");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../application.properties",
                "/assets/../../com/sellerkit/site/Site.class",
                "/assets/%2e%2e/x.js",
                "/assets/..%2f..%2fx.js",
                "/.env",
                "/assets/.hidden",
                "/assets\\..\\x.js",
                "//etc/passwd.txt",
                "/a/b/c/d/e/f/g/h/i/j.js",
                "/assets/a\u0000.js"
            })
    void noPathLeavesTheFolder(String path) throws IOException {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void theRealFolderIsNotLeftEither() {
        ClasspathAssets assets = new ClasspathAssets("static");
        assertThat(AssetPath.of("../com/sellerkit/site/Site.class")).isEmpty();
        assertThat(assets.read("nothing-here.js")).isEmpty();
    }

    @Test
    void theSettingsTellTheApplicationWhereToSignIn() throws IOException {
        ObjectNode event = event("/config.json");
        event.withObject("/stageVariables").put("oidcClientId", "sellerkit-web");
        JsonNode config = Json.parse(call(event).text());
        assertThat(config)
                .isEqualTo(
                        Json.parse(
                                """
                                {"authority":"https://id.example.com","clientId":"sellerkit-web",
                                 "scope":"openid email profile sellerkit/app",
                                 "logoutUrl":"https://id.example.com/logout","region":"us"}
                                """));
    }

    @Test
    void anUnknownAddressOfTheApiIsAProblemAndNotThePage() throws IOException {
        for (String path : List.of("/api", "/api/nothing", "/api/shops/1/nothing")) {
            Answer answer = get(path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(Json.parse(answer.text()).path("code").asText()).isEqualTo("no-such-route");
        }
        assertThat(get("/apiary").status()).isEqualTo(200);
    }

    @Test
    void everyAnswerTellsTheBrowserWhatThePageMayDo() throws IOException {
        for (String path :
                List.of("/", "/assets/a-1.js", "/assets/none-0.js", "/config.json", "/api/x")) {
            Answer answer = get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo(
                            "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src"
                                    + " 'self'; connect-src 'self' https://id.example.com;"
                                    + " frame-ancestors 'none'; base-uri 'self'; form-action 'self';"
                                    + " object-src 'none'; require-trusted-types-for 'script'");
            assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        }
    }

    @Test
    void aHeadRequestGetsTheHeadersOnly() throws IOException {
        ObjectNode event = event("/").put("httpMethod", "HEAD");
        Answer answer = call(event);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo(get("/").header("ETag"));
    }

    @Test
    void otherMethodsAreRefused() throws IOException {
        Answer answer = call(event("/").put("httpMethod", "POST"));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void aBuildWithoutTheApplicationSaysSo() throws IOException {
        files.clear();
        Answer answer = get("/");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(Json.parse(answer.text()).path("code").asText()).isEqualTo("site-not-built");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"path\":7,\"headers\":[1],\"requestContext\":\"x\"}",
                "{"
            })
    void anyEventGetsAnAnswer(String event) throws IOException {
        assertThat(call(event.getBytes(StandardCharsets.UTF_8)).status()).isIn(200, 404);
    }

    @Test
    void anOriginThatWouldWidenThePolicyIsRefused() {
        assertThatThrownBy(() ->
                        new SiteSettings(
                                "https://id.example.com",
                                "https://id.example.com/logout",
                                List.of("https://id.example.com; script-src *"),
                                "us"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Answer get(String path) throws IOException {
        return call(event(path));
    }

    private static ObjectNode event(String path) {
        ObjectNode event = Json.object().put("httpMethod", "GET").put("path", path);
        boolean home = path.equals("/");
        event.put("resource", home ? "/" : "/{proxy+}");
        if (!home) {
            event.putObject("pathParameters").put("proxy", path.substring(1));
        }
        event.putObject("headers");
        event.putObject("stageVariables");
        event.putObject("requestContext").put("path", path);
        return event;
    }

    private Answer call(ObjectNode event) throws IOException {
        return call(Json.bytes(event));
    }

    private Answer call(byte[] event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event), output, new InvocationContext());
        return new Answer(Json.parse(output.toByteArray()));
    }

    private record Answer(JsonNode result) {
        int status() {
            return result.path("statusCode").asInt();
        }

        JsonNode headers() {
            return result.path("headers");
        }

        String header(String name) {
            return headers().path(name).asText();
        }

        String text() {
            assertThat(result.path("isBase64Encoded").asBoolean()).isTrue();
            return new String(
                    Base64.getDecoder().decode(result.path("body").asText()),
                    StandardCharsets.UTF_8);
        }
    }
}
