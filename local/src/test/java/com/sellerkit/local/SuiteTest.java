package com.sellerkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sellerkit.local.host.Result;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// What waits, for a message to come again or a function's time to run out, waits beside the
/// others.
class SuiteTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

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
    void aFunctionStaysWarmAndKnowsItsNameAndItsSettings() throws Exception {
        JsonNode first = answer(suite.invoke("HttpFunction", "{}"));
        JsonNode second = answer(suite.invoke("HttpFunction", "{}"));

        assertThat(first.path("function").asText()).isEqualTo("sellerkit-local-HttpFunction");
        assertThat(first.path("greeting").asText()).isEqualTo("from sellerkit-local");
        assertThat(second.path("calls").asInt()).isEqualTo(first.path("calls").asInt() + 1);
        assertThat(second.path("pid").asLong()).isEqualTo(first.path("pid").asLong());
        assertThat(second.path("request").asText()).isNotEqualTo(first.path("request").asText());
    }

    @Test
    void aFunctionSeesNothingOfTheRunnersEnvironment() {
        Result result = suite.invoke("HttpFunction", "\"environment\"");

        assertThat(((Result.Answered) result).body())
                .contains("AWS_ACCESS_KEY_ID", "AWS_ENDPOINT_URL", "QUEUE_URL")
                .doesNotContain("HOME", "PATH", "JAVA_HOME");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock("ListenerFunction")
    void aFailureATimeoutAndACrashAreToldApartAndTheNextEventIsServed() throws Exception {
        assertThat(suite.invoke("ListenerFunction", "\"throw\""))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed ->
                                assertThat(failed.error())
                                        .contains("asked to fail", "IllegalStateException"));
        assertThat(suite.invoke("ListenerFunction", "\"exit\"")).isEqualTo(new Result.Crashed(7));
        assertThat(suite.invoke("ListenerFunction", "\"sleep\"")).isEqualTo(new Result.TimedOut(3));
        assertThat(answer(suite.invoke("ListenerFunction", "{}")).path("calls").asInt())
                .isEqualTo(1);
    }

    @Test
    void aRequestArrivesAsAProxyEvent() throws Exception {
        HttpResponse<String> response =
                HTTP.send(
                        HttpRequest.newBuilder(suite.app().resolve("/open?a=1&a=2&b=%2F+x"))
                                .header("Content-Type", "application/json")
                                .header("X-Twice", "one")
                                .header("X-Twice", "two")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"k\":1}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JsonNode event = JSON.readTree(response.body());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(event.path("resource").asText()).isEqualTo("/open");
        assertThat(event.path("httpMethod").asText()).isEqualTo("POST");
        assertThat(event.path("multiValueQueryStringParameters").toString())
                .isEqualTo("{\"a\":[\"1\",\"2\"],\"b\":[\"/ x\"]}");
        assertThat(event.path("queryStringParameters").path("a").asText()).isEqualTo("2");
        assertThat(event.path("multiValueHeaders").path("X-twice")).hasSize(2);
        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(
                        new String(
                                Base64.getDecoder().decode(event.path("body").asText()),
                                StandardCharsets.UTF_8))
                .isEqualTo("{\"k\":1}");
        assertThat(event.path("requestContext").path("stage").asText()).isEqualTo("live");
    }

    @Test
    void aRequestOfTheHttpApiArrivesAsAnEventOfVersionTwo() throws Exception {
        HttpResponse<String> response =
                hook("a%20b?x=1", "application/json; charset=utf-8", "{\"k\":\"\u00e9\"}");
        JsonNode event = JSON.readTree(response.body());

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().allValues("Set-Cookie")).containsExactly("c=3", "d=4");
        assertThat(response.headers().firstValue("X-Own")).contains("1");
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("POST /hooks/{id}");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1");
        assertThat(event.path("pathParameters").path("id").asText()).isEqualTo("a b");
        assertThat(event.path("headers").path("x-twice").asText()).isEqualTo("one,two");
        assertThat(event.path("headers").path("authorization").asText()).isEqualTo("abc");
        assertThat(event.path("cookies").toString()).isEqualTo("[\"a=1\",\"b=2\"]");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(event.path("body").asText()).isEqualTo("{\"k\":\"\u00e9\"}");
        assertThat(event.path("requestContext").path("stage").asText()).isEqualTo("$default");
        assertThat(event.path("requestContext").path("http").path("method").asText())
                .isEqualTo("POST");
    }

    @Test
    void theHttpApiPassesBytesInBase64AndAnswersItselfWhereNothingElseDoes() throws Exception {
        JsonNode binary = JSON.readTree(hook("1", "application/octet-stream", "abc").body());
        assertThat(binary.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(binary.path("body").asText()).isEqualTo("YWJj");

        HttpResponse<String> plain = hook("plain", "application/json", "{}");
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.body()).isEqualTo("{\"plain\":1}");
        HttpResponse<String> nowhere = hook("1/2", "application/json", "{}");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    private static HttpResponse<String> hook(String path, String type, String body)
            throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(suite.webhookUrl().resolve("/hooks/" + path))
                        .header("Content-Type", type)
                        .header("Authorization", "abc")
                        .header("Cookie", "a=1; b=2")
                        .header("X-Twice", "one")
                        .header("X-Twice", "two")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theMoreLiteralRouteWinsAndPathParametersAreDecoded() throws Exception {
        String token = suite.signIn(Suite.DEMO_EMAIL, Suite.DEMO_PASSWORD);
        JsonNode thing = JSON.readTree(get("/things/a%20b", token).body());
        JsonNode rest = JSON.readTree(get("/other/deep/path", "").body());

        assertThat(thing.path("resource").asText()).isEqualTo("/things/{id}");
        assertThat(thing.path("pathParameters").path("id").asText()).isEqualTo("a b");
        assertThat(
                        thing.path("requestContext")
                                .path("authorizer")
                                .path("claims")
                                .path("token_use")
                                .asText())
                .isEqualTo("access");
        assertThat(rest.path("resource").asText()).isEqualTo("/{proxy+}");
        assertThat(rest.path("pathParameters").path("proxy").asText()).isEqualTo("other/deep/path");
    }

    @Test
    void aRouteWithAnAuthorizerRefusesWhoIsNotSignedInInTheTemplatesWords() throws Exception {
        for (String token : List.of("", "nonsense", "a.b.c")) {
            HttpResponse<String> response = get("/things/1", token);

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(JSON.readTree(response.body()).path("code").asText())
                    .isEqualTo("unauthorized");
            assertThat(JSON.readTree(response.body()).path("requestId").asText()).isNotEmpty();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aMessageThatFailsComesAgainAndEndsInTheDeadLetterQueueWhileItsNeighboursAreDone() {
        try (SqsClient sqs =
                SqsClient.builder()
                        .endpointOverride(suite.door())
                        .region(Region.of(suite.region()))
                        .credentialsProvider(credentials())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            String url = sqs.getQueueUrl(b -> b.queueName("sellerkit-local-Jobs")).queueUrl();
            for (String body : List.of("good-1", "bad-2", "good-3")) {
                // Fair queues: a group on a standard queue, as the planner sends.
                sqs.sendMessage(b -> b.queueUrl(url).messageBody(body).messageGroupId("shop-1"));
            }

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(suite.queueDepth("JobsDead").get("waiting")).isEqualTo(1));
            assertThat(suite.queueDepth("Jobs"))
                    .isEqualTo(Map.of("waiting", 0, "delayed", 0, "inFlight", 0));
            assertThat(
                            suite.logs("WorkerFunction").stream()
                                    .filter(line -> line.contains("\"body\":\"bad-2\"")))
                    .hasSize(2);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock("ListenerFunction")
    void aFactThatMatchesARuleStartsItsFunctionAndAFailureEndsOnItsQueue() {
        try (EventBridgeClient events =
                EventBridgeClient.builder()
                        .endpointOverride(suite.door())
                        .region(Region.of(suite.region()))
                        .credentialsProvider(credentials())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            var answer =
                    events.putEvents(b ->
                            b.entries(
                                    List.of(
                                            fact("Heard", "{\"n\":\"throw\"}"),
                                            fact("Other", "{\"n\":\"other\"}"),
                                            fact("Heard", "no json"))));

            assertThat(answer.failedEntryCount()).isEqualTo(1);
            assertThat(answer.entries().get(2).errorCode()).isEqualTo("MalformedDetail");
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(suite.queueDepth("Failures").get("waiting")).isEqualTo(1));
        assertThat(String.join("\n", suite.logs("ListenerFunction")))
                .contains("\"detail-type\":\"Heard\"", "attempt 2 of 2")
                .doesNotContain("\"other\"");
    }

    @Test
    void theDoorLetsNobodyInWhoseKeyItDoesNotKnow() {
        try (SqsClient sqs =
                SqsClient.builder()
                        .endpointOverride(suite.door())
                        .region(Region.of(suite.region()))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIASOMEONEELSE", "secret")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            assertThatThrownBy(sqs::listQueues)
                    .isInstanceOfSatisfying(
                            SqsException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void aSecondRunnerOnTheSameDataIsToldSo() {
        assertThatThrownBy(() -> Suite.start(ProbeSuite.options(state)))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("runs already")
                .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aTakenPortIsNamedWithTheRemedy(@TempDir Path other) {
        SuiteOptions options = ProbeSuite.options(other);
        Ports free = options.ports();
        SuiteOptions taken =
                options.withPorts(
                        new Ports(
                                suite.app().getPort(),
                                free.issuer(),
                                free.sandbox(),
                                free.door(),
                                free.tables(),
                                free.queues(),
                                free.platform(),
                                free.operator()));

        assertThatThrownBy(() -> Suite.start(taken))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("Port " + suite.app().getPort())
                .hasMessageContaining("--port");
    }

    private static PutEventsRequestEntry fact(String type, String detail) {
        return PutEventsRequestEntry.builder()
                .eventBusName("facts")
                .source("test")
                .detailType(type)
                .detail(detail)
                .build();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                        suite.operator().accessKeyId(), suite.operator().secretAccessKey()));
    }

    private static JsonNode answer(Result result) throws Exception {
        assertThat(result).isInstanceOf(Result.Answered.class);
        return JSON.readTree(((Result.Answered) result).body());
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(suite.app() + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
