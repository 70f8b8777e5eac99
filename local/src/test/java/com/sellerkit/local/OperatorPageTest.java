package com.sellerkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.engines.EngineClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorPageTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String JOBS_DEAD = "/dead-letters/sellerkit-local-JobsDead";
    private static final String FAILURES = "/dead-letters/sellerkit-local-Failures";

    @TempDir static Path state;

    private static Suite suite;

    @BeforeAll
    static void start() {
        suite = Suite.start(ProbeSuite.options(state));
    }

    @AfterAll
    static void end() {
        suite.close();
    }

    @Test
    void whatAFunctionDidIsCounted() throws Exception {
        assertThat(get("/").body())
                .contains("HttpFunction</a></th><td data-label=\"Calls\">0</td>");
        suite.invoke("HttpFunction", "{}");
        suite.invoke("HttpFunction", "{}");
        suite.invoke("HttpFunction", "\"throw\"");

        assertThat(get("/").body())
                .contains(
                        "HttpFunction</a></th><td data-label=\"Calls\">3</td>"
                                + "<td data-label=\"Failures\"><span class=\"badge neg\">1</span></td>"
                                + "<td data-label=\"Cold starts\">1</td>"
                                + "<td data-label=\"Processes\">1</td>")
                .containsPattern("HttpFunction.*data-label=\"Median\">[0-9.]+ m?s<");
    }

    @Test
    void whatAFunctionPrintedIsTextAndNothingElse() throws Exception {
        suite.invoke("WorkerFunction", "\"<b onclick=x>&\"");

        assertThat(get("/logs/WorkerFunction").body())
                .contains("&lt;b onclick=x&gt;&amp;")
                .doesNotContain("<b onclick");
        assertThat(get("/logs/NobodyFunction").statusCode()).isEqualTo(404);
        assertThat(get("/logs/..%2f..%2fidentity.json").statusCode()).isEqualTo(404);
    }

    @Test
    void aFactIsShownByItsIdsOnly() throws Exception {
        ObjectNode events = EngineClient.input();
        events.putArray("Entries")
                .addObject()
                .put("EventBusName", "facts")
                .put("Source", "test")
                .put("DetailType", "ShopRenamed")
                .put("Detail", "{\"shopId\":\"7001\",\"epoch\":3,\"name\":\"Invented Person\"}");
        engine("events", "AWSEvents", "PutEvents", events);

        assertThat(get("/").body())
                .contains(
                        "ShopRenamed", "shopId <code>7001</code>", "epoch <code>3</code>", "nobody")
                .doesNotContain("Invented");
    }

    @Test
    void aScheduleIsRunWhenTold() throws Exception {
        String page = get("/").body();
        assertThat(page).contains("rate(1 hour)");
        String rule = page.replaceAll("(?s).*name=\"rule\" value=\"([^\"]+)\".*", "$1");

        HttpResponse<String> answer = post("/schedules/run", "rule=" + rule);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/?said=run");
        assertThat(get("/?said=run").body()).contains("The schedule was run.");
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        suite.logs("ListenerFunction").stream()
                                .anyMatch(line -> line.contains("Scheduled Event")));
        assertThat(post("/schedules/run", "rule=none").statusCode()).isEqualTo(404);
    }

    @Test
    void whatWasGivenUpIsLookedAtAndMovedBack() throws Exception {
        send("JobsDead", "{'shopId':'7001','orderIds':['1','2'],'note':'Invented Person'}");

        String page = get(JOBS_DEAD).body();
        assertThat(page)
                .contains("shopId <code>7001</code>", "orderIds <code>2</code>")
                .contains("data-label=\"Would go to\">sellerkit-local-Jobs</td>")
                .contains("Move 1 message back", "Nothing has been moved yet")
                .doesNotContain("Invented");
        assertThat(get(JOBS_DEAD).body()).as("looking takes nothing").contains("7001");
        assertThat(suite.logs("WorkerFunction")).noneMatch(line -> line.contains("orderIds"));

        assertThat(post(JOBS_DEAD + "/back", "").statusCode()).isEqualTo(303);

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        suite.logs("WorkerFunction").stream()
                                .anyMatch(line -> line.contains("orderIds")));
        assertThat(suite.queueDepth("JobsDead").get("waiting")).isZero();
        assertThat(get(JOBS_DEAD).body()).contains("Nothing is given up here.");
    }

    @Test
    void whyMessagesWereGivenUpIsSaidOfEachAndOfAll() throws Exception {
        for (String reason : List.of("StoreUnavailable", "Invented Person", "StoreUnavailable")) {
            ObjectNode message = message("JobsDead", "{'shopId':'7003'}");
            message.putObject("MessageAttributes")
                    .putObject("reason")
                    .put("DataType", "String")
                    .put("StringValue", reason);
            engine("sqs", "AmazonSQS", "SendMessage", message);
        }

        assertThat(get(JOBS_DEAD).body())
                .contains("Why: 2 × failed with StoreUnavailable, 1 × delivered too often")
                .contains("data-label=\"Reason\">failed with StoreUnavailable</td>")
                .doesNotContain("Invented");
        assertThat(post(JOBS_DEAD + "/deletion", "").statusCode()).isEqualTo(303);
    }

    @Test
    void anInvocationThatFailedIsGivenToItsFunctionAgainOrDeletedAfterAQuestion() throws Exception {
        send(
                "Failures",
                "{'requestContext':{'functionArn':'%s:live','condition':'RetriesExhausted'},"
                                .formatted(suite.template().function("HttpFunction").arn())
                        + "'requestPayload':{'detail':{'shopId':'7002'},'again':true},"
                        + "'responsePayload':{'errorType':'java.lang.IllegalStateException','errorMessage':'Invented Person'}}");
        send("Failures", "not even JSON");

        assertThat(get(FAILURES).body())
                .contains("failed with IllegalStateException", "shopId <code>7002</code>")
                .contains("data-label=\"Would go to\">HttpFunction</td>")
                .contains("stays: not understood, or nobody can tell where it came from")
                .doesNotContain("Invented");

        assertThat(post(FAILURES + "/back", "").headers().firstValue("Location"))
                .contains("/?said=kept");
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        suite.logs("HttpFunction").stream()
                                .anyMatch(line -> line.contains("\"again\":true")));

        assertThat(get(FAILURES + "/deletion").body()).contains("for good?");
        assertThat(depth("Failures")).as("the question deletes nothing").isEqualTo(1);
        assertThat(post(FAILURES + "/deletion", "").statusCode()).isEqualTo(303);
        assertThat(depth("Failures")).isZero();
    }

    @Test
    void onlyQueuesOfDeadLettersCanBeEmptied() throws Exception {
        assertThat(get("/dead-letters/sellerkit-local-Jobs").statusCode()).isEqualTo(404);
        assertThat(post("/dead-letters/sellerkit-local-Jobs/deletion", "").statusCode())
                .isEqualTo(404);
        assertThat(get("/dead-letters").statusCode()).isEqualTo(404);
        assertThat(get(JOBS_DEAD + "/back").statusCode()).as("only asked to").isEqualTo(404);
    }

    @Test
    void anotherSiteCanNeitherActNorRead() throws Exception {
        URI page = suite.operatorPage();
        String own = "http://" + page.getAuthority();
        for (Map<String, String> headers :
                List.of(
                        Map.<String, String>of(),
                        Map.of("Origin", "null"),
                        Map.of("Origin", "https://attacker.example"),
                        Map.of("Origin", suite.app().toString()),
                        Map.of("Origin", own, "Sec-Fetch-Site", "cross-site"))) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(page.resolve(JOBS_DEAD + "/deletion"))
                            .POST(HttpRequest.BodyPublishers.noBody());
            headers.forEach(request::header);
            assertThat(sent(request).statusCode()).as("%s", headers).isEqualTo(403);
        }
        assertThat(underTheName("attacker.example:" + page.getPort())).startsWith("HTTP/1.1 403");
        assertThat(underTheName("127.0.0.1:" + page.getPort())).startsWith("HTTP/1.1 200");
    }

    @Test
    void nothingOnThePageRunsButItsOwnScript() throws Exception {
        HttpResponse<String> answer = get("/");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.body())
                .doesNotContainPattern("<script(?! src=\"/operator.js\" defer></script>)")
                .doesNotContain("style=\"", " onclick=", "javascript:");
        assertThat(get("/operator.js").headers().firstValue("Content-Type"))
                .contains("text/javascript; charset=utf-8");
        assertThat(get("/operator.css").body()).contains("prefers-color-scheme: dark");
        assertThat(get("/operator.html").statusCode()).isEqualTo(404);
    }

    private static String underTheName(String host) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), suite.operatorPage().getPort())) {
            socket.getOutputStream()
                    .write(
                            ("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int depth(String queue) {
        Map<String, Integer> depth = suite.queueDepth(queue);
        return depth.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static void send(String queue, String json) throws Exception {
        engine("sqs", "AmazonSQS", "SendMessage", message(queue, json));
    }

    private static ObjectNode message(String queue, String json) {
        return EngineClient.input()
                .put("QueueUrl", suite.door() + "/000000000000/sellerkit-local-" + queue)
                .put("MessageBody", json.replace('\'', '"'));
    }

    private static void engine(String service, String target, String operation, ObjectNode input)
            throws Exception {
        try (var client =
                new EngineClient(
                        suite.door(),
                        service,
                        target,
                        suite.region(),
                        suite.operator().accessKeyId())) {
            client.call(operation, input);
        }
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return sent(HttpRequest.newBuilder(suite.operatorPage().resolve(path)));
    }

    private static HttpResponse<String> post(String path, String form) throws Exception {
        URI page = suite.operatorPage();
        return sent(
                HttpRequest.newBuilder(page.resolve(path))
                        .header("Origin", "http://" + page.getAuthority())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static HttpResponse<String> sent(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
