package com.sellerkit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.platform.ShopId;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every keeper of shop keys does alike; an engine's own test extends it.
public abstract class ShopKeysContract {
    private static final byte[] DATA = {1, 2, 3};

    private ShopKeys keys;
    private ShopId shop;

    /// The keys under test; called once a test.
    protected abstract ShopKeys keys();

    @BeforeEach
    void nameShop() {
        keys = keys();
        shop = new ShopId(UUID.randomUUID().toString());
    }

    @Test
    void aKeyIsCreatedOnceAndStays() {
        assertThat(keys.exists(shop)).isFalse();
        keys.create(shop);
        byte[] digest = keys.mac(shop, DATA);

        keys.create(shop);

        assertThat(keys.exists(shop)).isTrue();
        assertThat(keys.mac(shop, DATA)).isEqualTo(digest).hasSize(32);
    }

    @Test
    void createdByManyAtOnceItIsStillOneKey() throws Exception {
        Callable<byte[]> create =
                () -> {
                    keys.create(shop);
                    return keys.mac(shop, DATA);
                };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<byte[]> digest : threads.invokeAll(Collections.nCopies(4, create))) {
                assertThat(digest.get()).isEqualTo(keys.mac(shop, DATA));
            }
        }
    }

    @Test
    void aDigestDependsOnShopAndData() {
        ShopId other = new ShopId(UUID.randomUUID().toString());
        keys.create(shop);
        keys.create(other);

        assertThat(keys.mac(shop, DATA)).isNotEqualTo(keys.mac(other, DATA));
        assertThat(keys.mac(shop, DATA)).isNotEqualTo(keys.mac(shop, new byte[] {1, 2, 4}));
    }

    @Test
    void aShopWithoutAKeyHasNoDigest() {
        assertThatThrownBy(() -> keys.mac(shop, DATA)).isInstanceOf(NoShopKey.class);
    }

    @Test
    void aDestroyedKeyIsGoneAndANewOneIsAnother() {
        keys.create(shop);
        byte[] digest = keys.mac(shop, DATA);

        keys.destroy(shop);
        keys.destroy(shop);

        assertThat(keys.exists(shop)).isFalse();
        assertThatThrownBy(() -> keys.mac(shop, DATA)).isInstanceOf(NoShopKey.class);
        keys.create(shop);
        assertThat(keys.mac(shop, DATA)).isNotEqualTo(digest);
    }
}
