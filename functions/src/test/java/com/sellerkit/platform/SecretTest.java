package com.sellerkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SecretTest {
    private record Holder(String name, Secret token) {}

    @Test
    void itNeverPrints() {
        Secret secret = Secret.of("token-value");

        assertThat(secret.toString()).isEqualTo("[REDACTED]");
        assertThat(new Holder("shop", secret).toString()).doesNotContain("token-value");
        assertThat("%s".formatted(secret)).isEqualTo("[REDACTED]");
    }

    @Test
    void itNeverBecomesJsonWhateverTheMapper() {
        Secret secret = Secret.of("token-value");

        for (Object holder : List.of(secret, new Holder("shop", secret), Map.of("token", secret))) {
            assertThatThrownBy(() -> Json.text(holder))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new ObjectMapper().writeValueAsString(holder))
                    .hasMessageNotContaining("token-value");
        }
    }

    @Test
    void equalTextsAreEqualAndHashTellsNothing() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
        assertThat(Secret.of("a")).hasSameHashCodeAs(Secret.of("b"));
    }

    @Test
    void anEmptySecretIsNone() {
        assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
    }
}
