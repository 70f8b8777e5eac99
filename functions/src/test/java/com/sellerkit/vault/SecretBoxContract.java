package com.sellerkit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.platform.Secret;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every secret box does alike; an engine's own test extends it.
public abstract class SecretBoxContract {
    private static final Map<String, String> CONTEXT =
            Map.of("purpose", "code", "person", "person-1");

    /// The box under test; called once a test.
    protected abstract SecretBox box();

    @Test
    void whatIsSealedOpensUnderTheSameContextOnly() {
        SecretBox box = box();
        String sealed = box.seal(Secret.of("the-code-äöü"), CONTEXT);

        assertThat(box.open(sealed, CONTEXT)).isEqualTo(Secret.of("the-code-äöü"));
        assertThatThrownBy(() -> box.open(sealed, Map.of("purpose", "code", "person", "person-2")))
                .isInstanceOf(CannotOpen.class);
        assertThatThrownBy(() -> box.open(sealed, Map.of("purpose", "code")))
                .isInstanceOf(CannotOpen.class);
    }

    @Test
    void aSealShowsNothingAndIsNeverTheSameTwice() {
        SecretBox box = box();
        String sealed = box.seal(Secret.of("the-code"), CONTEXT);

        assertThat(sealed).startsWith(SecretBox.PREFIX).doesNotContain("the-code");
        assertThat(box.seal(Secret.of("the-code"), CONTEXT)).isNotEqualTo(sealed);
    }

    @Test
    void aDamagedSealStaysClosed() {
        SecretBox box = box();
        String sealed = box.seal(Secret.of("the-code"), CONTEXT);
        byte[] blob = Base64.getDecoder().decode(sealed.substring(SecretBox.PREFIX.length()));
        blob[blob.length - 1] ^= 1;
        String damaged = SecretBox.PREFIX + Base64.getEncoder().encodeToString(blob);

        assertThatThrownBy(() -> box.open(damaged, CONTEXT)).isInstanceOf(CannotOpen.class);
        assertThatThrownBy(() -> box.open("the-code", CONTEXT)).isInstanceOf(CannotOpen.class);
        assertThatThrownBy(() -> box.open(SecretBox.PREFIX + "?", CONTEXT))
                .isInstanceOf(CannotOpen.class);
    }

    @Test
    void theLargestSecretFitsAndALargerOneIsRefused() {
        SecretBox box = box();
        Secret largest = Secret.of("x".repeat(4_096));

        assertThat(box.open(box.seal(largest, CONTEXT), CONTEXT)).isEqualTo(largest);
        assertThatThrownBy(() -> box.seal(Secret.of("x".repeat(4_097)), CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4097");
    }

    @Test
    void aSealNeedsAContext() {
        SecretBox box = box();

        assertThatThrownBy(() -> box.seal(Secret.of("the-code"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> box.seal(Secret.of("the-code"), Map.of("person", "")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
