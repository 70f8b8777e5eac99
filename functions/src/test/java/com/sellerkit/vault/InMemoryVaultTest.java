package com.sellerkit.vault;

import com.sellerkit.platform.SeededIds;
import org.junit.jupiter.api.Nested;

/// The vault's fakes keep the vault's contracts.
final class InMemoryVaultTest {
    @Nested
    final class Tokens extends TokenVaultContract {
        @Override
        protected TokenVault vault() {
            return new InMemoryTokenVault(time, new SeededIds(1));
        }
    }

    @Nested
    final class Box extends SecretBoxContract {
        @Override
        protected SecretBox box() {
            return new InMemorySecretBox(new SeededIds(1));
        }
    }

    @Nested
    final class Cipher extends RecordCipherContract {
        private final InMemoryShopKeys both = new InMemoryShopKeys(new SeededIds(1));

        @Override
        protected ShopKeys keys() {
            return both;
        }

        @Override
        protected RecordCipher cipher() {
            return both;
        }
    }

    @Nested
    final class Keys extends ShopKeysContract {
        @Override
        protected ShopKeys keys() {
            return new InMemoryShopKeys(new SeededIds(1));
        }
    }
}
