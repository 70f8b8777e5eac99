package com.sellerkit.local.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.local.door.FrontDoor;
import com.sellerkit.local.engines.QueueEngine;
import com.sellerkit.local.template.Template;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.SqsQueue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The AWS SDK against the engines of one machine, through their front door.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwsQueuesTest {
    private static final String ARN =
            "arn:aws:lambda:us-east-1:000000000000:function:shop-PlannerFunction";
    private static final String SYNC =
            "{\"v\":1,\"shopId\":\"7001\",\"stream\":\"order\",\"lane\":\"chat\",\"epoch\":2}";
    private static final Duration HIDDEN = Duration.ofMinutes(5);

    private final QueueEngine engine = new QueueEngine(freePort(), Optional.empty(), "us-east-1");
    private final FrontDoor door = new FrontDoor(0);
    private final List<String> calls = new ArrayList<>();
    private final SqsClient sqs;
    private final LambdaClient lambda;
    private final AwsQueues queues;

    AwsQueuesTest() {
        engine.lay(
                List.of(
                        queue("shop-ChatQueue-1A2B"),
                        queue("shop-ChatDeadLetters-3C4D"),
                        queue("shop-LiveQueue"),
                        queue("shop-LiveDeadLetters"),
                        queue("shop-InvocationDeadLetters")));
        door.admit("OPERATOR", "operator");
        door.admit("OTHER", "WorkerFunction");
        door.passOn("sqs", engine.address(), Optional.empty());
        door.call(
                "operator",
                (arn, event) -> {
                    calls.add(arn + " " + event);
                    return arn.startsWith(ARN);
                });
        sqs = client(SqsClient.builder(), "OPERATOR");
        lambda = client(LambdaClient.builder(), "OPERATOR");
        queues = new AwsQueues(sqs, lambda, "shop");
    }

    @AfterAll
    void end() {
        sqs.close();
        lambda.close();
        door.close();
        engine.close();
    }

    @Test
    void aMessageGoesBackUnderItsShop() {
        engine.send("shop-ChatDeadLetters-3C4D", SYNC, Optional.of("7001"));
        engine.send("shop-ChatDeadLetters-3C4D", "no message");

        Redrive.Outcome outcome =
                new Redrive(queues, InstantSource.system(), _ -> {})
                        .run(List.of(QueueKind.CHAT), false, 100);

        assertThat(outcome).isEqualTo(new Redrive.Outcome(1, 1));
        List<DeadLetter> back = queues.receive("ChatQueue", HIDDEN);
        assertThat(back).extracting(DeadLetter::body).containsExactly(SYNC);
        assertThat(back).extracting(DeadLetter::group).containsExactly(Optional.of("7001"));
        assertThat(queues.receive("ChatDeadLetters", HIDDEN))
                .extracting(DeadLetter::body)
                .containsExactly("no message");
    }

    @Test
    void whatAFunctionGaveUpTellsWhyAndGoesBackAsItWasSentFirst() {
        new SqsQueue(sqs, door.address() + "/000000000000/shop-LiveDeadLetters")
                .send(
                        new Queue.Message(
                                SYNC.replace("chat", "live"),
                                Optional.of("7001"),
                                Duration.ZERO,
                                Map.of("reason", "StoreUnavailable", "sentAt", "1795327200000")));
        assertThat(engine.peek("shop-LiveDeadLetters", 10))
                .singleElement()
                .asString()
                .contains("StoreUnavailable");
        List<String> said = new ArrayList<>();
        Instant now = Instant.ofEpochMilli(1_795_327_200_000L).plus(Duration.ofHours(4));

        new Redrive(queues, InstantSource.fixed(now), said::add)
                .run(List.of(QueueKind.LIVE), false, 100);

        assertThat(said)
                .contains("  why: 1 × StoreUnavailable")
                .anyMatch(line -> line.contains("why: StoreUnavailable, sent 4 hours ago"));
        assertThat(queues.receive("LiveQueue", HIDDEN))
                .singleElement()
                .satisfies(back -> {
                    assertThat(back.body()).isEqualTo(SYNC.replace("chat", "live"));
                    assertThat(back.group()).contains("7001");
                    assertThat(back.notes()).isEmpty();
                    assertThat(back.received()).isEqualTo(1);
                });
    }

    @Test
    void aFailedCallIsMadeAgain() {
        engine.send(
                "shop-InvocationDeadLetters",
                "{\"requestContext\":{\"functionArn\":\"%s:live\"},\"requestPayload\":{\"a\":1}}"
                        .formatted(ARN));

        Redrive.Outcome outcome =
                new Redrive(queues, InstantSource.system(), _ -> {})
                        .run(List.of(QueueKind.INVOCATION), false, 100);

        assertThat(outcome).isEqualTo(new Redrive.Outcome(1, 0));
        assertThat(calls).contains(ARN + ":live {\"a\":1}");
    }

    @Test
    void onlyTheOperatorCallsFunctionsAndOnlyThoseThereAre() {
        assertThatThrownBy(
                        () -> queues.call(ARN.replace("Planner", "No").replace("shop", "x"), "{}"))
                .isInstanceOf(ResourceNotFoundException.class);
        try (LambdaClient other = client(LambdaClient.builder(), "OTHER")) {
            assertThatThrownBy(() -> new AwsQueues(sqs, other, "shop").call(ARN, "{}"))
                    .hasMessageContaining("do not call each other");
        }
    }

    @Test
    void aStackThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new AwsQueues(sqs, lambda, "sho").receive("ChatQueue", HIDDEN))
                .isInstanceOf(AwsQueues.NoSuchQueue.class)
                .hasMessageContaining("There is no queue ChatQueue of a stack sho here.");
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, String accessKey) {
        builder.httpClientBuilder(UrlConnectionHttpClient.builder());
        builder.endpointOverride(URI.create(door.address().toString()));
        builder.region(Region.US_EAST_1);
        builder.credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "any")));
        return builder.build();
    }

    private static Template.Queue queue(String name) {
        return new Template.Queue(name, "arn:aws:sqs:us-east-1:000000000000:" + name, Map.of());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
