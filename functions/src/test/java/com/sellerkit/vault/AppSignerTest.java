package com.sellerkit.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.platform.Secret;
import com.sellerkit.tiktok.AppSecret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class AppSignerTest {
    @Test
    void theSecretStandsAtBothEndsAndIsTheKey() {
        AppSigner signer = new AppSigner(new Fixed());

        // printf 'secret/pathsecret' | openssl dgst -sha256 -hmac secret
        assertThat(signer.sign("/path".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("198855312e63ee6ac4984c734befc65c05c4aa4ea54858420669ea5ea81eb8e1");
        assertThat(signer.appKey()).isEqualTo("key");
    }

    private static final class Fixed implements AppSecret {
        @Override
        public String appKey() {
            return "key";
        }

        @Override
        public Secret appSecret() {
            return Secret.of("secret");
        }
    }
}
