package com.sellerkit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.platform.ManualTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.cryptography.keystore.model.BranchKeyMaterials;
import software.amazon.cryptography.materialproviders.model.EntryDoesNotExist;
import software.amazon.cryptography.materialproviders.model.GetCacheEntryInput;
import software.amazon.cryptography.materialproviders.model.Materials;
import software.amazon.cryptography.materialproviders.model.PutCacheEntryInput;

final class BranchKeyCacheTest {
    private static final Duration LIFE = Duration.ofSeconds(290);
    private static final ByteBuffer ENTRY =
            ByteBuffer.wrap("entry".getBytes(StandardCharsets.UTF_8));

    private final ManualTime time = new ManualTime(Instant.parse("2040-01-01T00:00:00Z"));
    private final BranchKeyCache cache = new BranchKeyCache(time, LIFE);

    @Test
    void aFetchedKeyIsKeptForItsLifeByTheClockThatIsGiven() {
        cache.PutCacheEntry(
                PutCacheEntryInput.builder()
                        .identifier(ENTRY)
                        .materials(
                                Materials.builder()
                                        .BranchKey(
                                                BranchKeyMaterials.builder()
                                                        .branchKeyIdentifier("brk_1")
                                                        .branchKeyVersion("1")
                                                        .encryptionContext(Map.of())
                                                        .branchKey(ByteBuffer.wrap(new byte[32]))
                                                        .build())
                                        .build())
                        .creationTime(1L)
                        .expiryTime(2L)
                        .build());

        time.advance(LIFE.minusMillis(1));
        assertThat(cache.fingerprintKey("brk_1")).isPresent();
        assertThat(cache.GetCacheEntry(asked()).materials().BranchKey()).isNotNull();

        time.advance(Duration.ofMillis(1));
        assertThat(cache.fingerprintKey("brk_1")).isEmpty();
        assertThatThrownBy(() -> cache.GetCacheEntry(asked()))
                .isInstanceOf(EntryDoesNotExist.class);
    }

    private static GetCacheEntryInput asked() {
        return GetCacheEntryInput.builder().identifier(ENTRY).build();
    }
}
