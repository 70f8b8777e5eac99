package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceTest {
    @TempDir private Path folder;

    private final AtomicReference<Instant> time =
            new AtomicReference<>(Instant.parse("2026-11-01T12:00:00Z"));

    @Test
    void aRestartKeepsConnectionsOrdersEditsAndTheClock() {
        SandboxConfig config = config();
        String access;
        String refresh;
        String waiting;
        List<JsonNode> orders;
        Instant now;
        try (Sandbox before = Sandbox.start(config)) {
            TestClient client = new TestClient(before, config);
            JsonNode tokens = client.tokens(before.control().approve("us")).data();
            access = tokens.path("access_token").asText();
            refresh = tokens.path("refresh_token").asText();
            waiting = before.control().approve("uk");
            before.control().advance(Duration.ofHours(5));
            String created = before.control().createOrder("us");
            before.control().moveOrder(created, OrderStatus.DELIVERED);
            before.control().editAddress(created, "1 Other St");
            before.control().shopActive("uk", false);
            before.control().freeze();
            orders = before.control().orders("us");
            now = before.control().now();
        }
        time.set(time.get().plus(Duration.ofMinutes(10)));

        try (Sandbox after = Sandbox.start(config)) {
            TestClient client = new TestClient(after, config);
            assertThat(after.control().now()).isEqualTo(now);
            assertThat(after.control().orders("us")).isEqualTo(orders);
            assertThat(client.search(access, "us", Map.of(), "{}").code()).isZero();
            assertThat(client.refresh(refresh).code()).isZero();
            JsonNode uk = client.tokens(waiting).data();
            assertThat(client.search(uk.path("access_token").asText(), "uk", Map.of(), "{}").code())
                    .isEqualTo(36009043);
        }
    }

    @Test
    void aRunningWorldLivesOnWhileTheStandInIsDown() {
        SandboxConfig config = config();
        List<JsonNode> before;
        try (Sandbox sandbox = Sandbox.start(config)) {
            before = sandbox.control().orders("us");
        }
        time.set(time.get().plus(Duration.ofMinutes(10)));
        try (Sandbox sandbox = Sandbox.start(config)) {
            assertThat(sandbox.control().anchor()).isEqualTo(Instant.parse("2026-11-01T12:00:00Z"));
            assertThat(sandbox.control().orders("us"))
                    .hasSizeBetween(before.size() + 10, before.size() + 20);
        }
    }

    @Test
    void aTokenIsNeverIssuedTwiceAcrossRestarts() {
        SandboxConfig config = config();
        String first;
        try (Sandbox sandbox = Sandbox.start(config)) {
            first = new TestClient(sandbox, config).accessToken("us");
        }
        try (Sandbox sandbox = Sandbox.start(config)) {
            assertThat(new TestClient(sandbox, config).accessToken("us")).isNotEqualTo(first);
        }
    }

    @Test
    void aStateFileOfAnotherSeedIsRefusedAndLeftAlone() throws IOException {
        Sandbox.start(config()).close();
        String content = Files.readString(folder.resolve("state.json"));

        assertThatThrownBy(() -> Sandbox.start(config().withSeed(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seed 1");
        assertThat(Files.readString(folder.resolve("state.json"))).isEqualTo(content);
    }

    @Test
    void aDamagedStateFileIsNamed() throws IOException {
        Files.writeString(folder.resolve("state.json"), "{\"version\":");

        assertThatThrownBy(() -> Sandbox.start(config()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("state.json");
    }

    @Test
    void aResetForgetsEverything() {
        SandboxConfig config = config();
        try (Sandbox sandbox = Sandbox.start(config)) {
            TestClient client = new TestClient(sandbox, config);
            String token = client.accessToken("us");
            sandbox.control().addFault(Fault.of(FaultKind.HANG));
            sandbox.control().reset();

            assertThat(sandbox.control().grants()).isEmpty();
            assertThat(sandbox.control().faults()).isEmpty();
            assertThat(sandbox.control().calls()).isEmpty();
            assertThat(client.search(token, "us", Map.of(), "{}").code()).isEqualTo(36009004);
        }
    }

    private SandboxConfig config() {
        return SandboxConfig.defaults()
                .withRealTime(time::get)
                .withStateFile(folder.resolve("state.json"));
    }
}
