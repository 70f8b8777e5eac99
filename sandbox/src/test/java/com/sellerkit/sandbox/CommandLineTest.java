package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void everyOptionIsUnderstood() {
        SandboxConfig config =
                CommandLine.config(
                                new String[] {
                                    "--port",
                                    "0",
                                    "--seed",
                                    "9",
                                    "--frozen-at",
                                    "2026-11-01T00:00:00Z",
                                    "--redirect-url",
                                    "http://localhost:1/cb",
                                    "--webhook-url",
                                    "http://localhost:2/hooks",
                                    "--app-key",
                                    "k",
                                    "--app-secret",
                                    "s",
                                    "--service-id",
                                    "7",
                                    "--orders",
                                    "us=5",
                                    "--state-file",
                                    "x.json"
                                })
                        .orElseThrow();

        assertThat(config.seed()).isEqualTo(9);
        assertThat(config.clock())
                .isEqualTo(SandboxClock.frozenAt(Instant.parse("2026-11-01T00:00:00Z")));
        assertThat(config.webhookUrl()).contains(URI.create("http://localhost:2/hooks"));
        assertThat(config.appKey()).isEqualTo("k");
        assertThat(config.appSecret()).isEqualTo("s");
        assertThat(config.serviceId()).isEqualTo("7");
        assertThat(config.shopSizes()).containsEntry("us", 5);
        assertThat(config.stateFile()).isPresent();
        assertThat(config.toString()).contains("[REDACTED]");
    }

    @Test
    void wrongArgumentsAreExplained() {
        refused("--port is missing its value", "--port");
        refused("unknown option --colour", "--colour", "red");
        refused("--seed was x", "--seed", "x");
        refused("--frozen-at was today", "--frozen-at", "today");
        refused("--orders was us", "--orders", "us");
        refused("webhookUrl was hooks", "--webhook-url", "hooks");
        refused("port was 70000", "--port", "70000");
    }

    private static void refused(String message, String... args) {
        assertThatThrownBy(() -> CommandLine.config(args))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
