package com.sellerkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.api.ApiFixture.Answer;
import com.sellerkit.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Drives every operation with valid, broken and hostile requests made from a seed, which
/// `fuzz.seed` and `fuzz.count` choose.
class GeneratedRequestsTest {
    private static final int COUNT = Integer.getInteger("fuzz.count", 500);
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

    /// A world is shared by a few requests, so that some meet what others left behind.
    private static final int REQUESTS_IN_A_WORLD = 20;

    private static final int ATTEMPTS_MAX = 30;
    private static final String CALLBACK = "GET /connect/callback";

    @Test
    void whateverArrivesIsAnsweredAsDescribedAndARefusalChangesNothing() {
        System.out.printf("%d generated requests, seed %d%n", COUNT, SEED);
        List<String> operations = operations();
        Map<String, Integer> accepted = new TreeMap<>();
        Map<String, Integer> refused = new TreeMap<>();
        Random random = new Random(SEED);
        RequestGenerator generator = new RequestGenerator(OpenApi.document(), random);
        SellersWorld world = new SellersWorld();
        for (int i = 0; i < COUNT; i++) {
            if (i % REQUESTS_IN_A_WORLD == 0) {
                world = new SellersWorld();
            }
            String[] operation = operations.get(i % operations.size()).split(" ", 2);
            GeneratedRequest request = generator.request(operation[0], operation[1], world);
            RequestVerdict verdict = RequestVerdict.of(request, world, world.api::exchange);
            assertThat(verdict.faults())
                    .as("request %d of seed %d, %s %s", i, SEED, request, verdict)
                    .isEmpty();
            (verdict.answer().status() < 400 ? accepted : refused)
                    .merge(request.operation, 1, Integer::sum);
        }
        System.out.printf("accepted %s%nrefused %s%n", accepted, refused);
        if (COUNT >= 500) {
            List<String> refusing = new ArrayList<>(operations);
            refusing.remove(CALLBACK);
            assertThat(refused.keySet()).as("seed %d", SEED).containsAll(refusing);
        }
    }

    @Test
    void everyOperationIsReachedByARequestThatIsAsItShouldBe() {
        for (String operation : operations()) {
            String[] parts = operation.split(" ", 2);
            RequestGenerator generator = new RequestGenerator(OpenApi.document(), new Random(SEED));
            List<String> answers = new ArrayList<>();
            boolean reached = false;
            for (int i = 0; i < ATTEMPTS_MAX && !reached; i++) {
                SellersWorld world = new SellersWorld();
                GeneratedRequest request =
                        generator.asItShouldBe(parts[0], parts[1], world, i % 2 == 1);
                RequestVerdict verdict = RequestVerdict.of(request, world, world.api::exchange);
                assertThat(verdict.faults()).as("seed %d, %s", SEED, request).isEmpty();
                answers.add(verdict.answer().text());
                reached = verdict.answer().status() < 400;
            }
            assertThat(reached)
                    .as("%s refuses what should be right, seed %d: %s", operation, SEED, answers)
                    .isTrue();
        }
    }

    @Test
    void everyKindOfBrokenHandlerIsFound() {
        fault("the status is 500", world -> event -> answer(500, "application/json", "{}"));
        fault(
                "not as described",
                world -> event -> answer(200, "application/json", "{\"more\":true}"));
        fault("not as described", world -> event -> answer(418, "text/plain", "teapot"));
        fault("not as described", world -> event -> answer(400, "application/json", "{}"));
        fault(
                "no whole problem",
                world ->
                        event ->
                                answer(
                                        404,
                                        "application/problem+json",
                                        "{\"type\":\"about:blank\",\"title\":\"t\",\"status\":400,\"code\":\"not-found\"}"));
        fault(
                "it was not refused",
                world ->
                        event -> {
                            GeneratedRequest good =
                                    new RequestGenerator(OpenApi.document(), new Random(1))
                                            .asItShouldBe("GET", "/api/me", world, false);
                            return world.api.exchange(good.event());
                        });
        fault(
                "it changed what is stored",
                world ->
                        event -> {
                            world.api.on.begin(ApiFixture.ANNA, world.api.member(ApiFixture.ANNA));
                            return world.api.exchange(event);
                        });
        fault(
                "what the caller sent was printed",
                world ->
                        event -> {
                            System.out.println(event);
                            return world.api.exchange(event);
                        });
        fault(
                "was printed",
                world ->
                        event -> {
                            System.err.println("Bearer access-1");
                            return world.api.exchange(event);
                        });
        fault(
                "the refusal tells",
                world ->
                        event -> {
                            Answer answer = world.api.exchange(event);
                            ObjectNode told = answer.result().deepCopy();
                            return new Answer(
                                    told.put(
                                            "body",
                                            answer.text()
                                                    .replaceFirst("\\}$", ",\"t\":\"access-1\"}")));
                        });
        fault(
                "the header Location",
                world ->
                        event -> {
                            ObjectNode told = world.api.exchange(event).result().deepCopy();
                            told.withObject("/headers").put("Location", "/a\r\nb");
                            return new Answer(told);
                        });
    }

    /// Sends spoilt requests to a broken handler until the fault is found.
    private static void fault(
            String fault, Function<SellersWorld, Function<ObjectNode, Answer>> broken) {
        RequestGenerator generator = new RequestGenerator(OpenApi.document(), new Random(SEED));
        List<String> found = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            SellersWorld world = new SellersWorld();
            GeneratedRequest request = generator.request("GET", "/api/me", world);
            found.addAll(RequestVerdict.of(request, world, broken.apply(world)).faults());
            if (found.stream().anyMatch(each -> each.contains(fault))) {
                return;
            }
        }
        assertThat(found).as("seed %d", SEED).anyMatch(each -> each.contains(fault));
    }

    private static Answer answer(int status, String type, String body) {
        ObjectNode result = Json.object().put("statusCode", status).put("body", body);
        result.putObject("headers").put("Content-Type", type);
        return new Answer(result);
    }

    private static List<String> operations() {
        TreeSet<String> operations = new TreeSet<>(OpenApi.document().operations());
        operations.add(CALLBACK);
        return List.copyOf(operations);
    }
}
