package com.sellerkit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.platform.ShopId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every record cipher does alike; an engine's own test extends it.
public abstract class RecordCipherContract {
    private static final RecordContext PLACE = new RecordContext("shops", "7#order|1", "order");
    private static final byte[] PLAIN = "1 Example Road".getBytes(StandardCharsets.UTF_8);

    private ShopKeys keys;
    private RecordCipher cipher;
    private ShopId shop;
    private ShopId other;

    /// The keys that the cipher below encrypts under; called once a test.
    protected abstract ShopKeys keys();

    /// The cipher under test; called once a test, after [#keys()].
    protected abstract RecordCipher cipher();

    @BeforeEach
    void createKeys() {
        keys = keys();
        cipher = cipher();
        shop = new ShopId(UUID.randomUUID().toString());
        other = new ShopId(UUID.randomUUID().toString());
        keys.create(shop);
        keys.create(other);
    }

    @Test
    void whatIsEncryptedOpensInItsOwnPlaceOnly() {
        byte[] blob = cipher.encrypt(shop, PLACE, PLAIN);

        assertThat(cipher.decrypt(shop, PLACE, blob)).isEqualTo(PLAIN);
        assertStaysClosed(other, PLACE, blob);
        assertStaysClosed(shop, new RecordContext("accounts", PLACE.key(), PLACE.purpose()), blob);
        assertStaysClosed(
                shop, new RecordContext(PLACE.table(), "7#order|2", PLACE.purpose()), blob);
        assertStaysClosed(shop, new RecordContext(PLACE.table(), PLACE.key(), "chat"), blob);
    }

    @Test
    void aBlobShowsNothingAndIsNeverTheSameTwice() {
        byte[] blob = cipher.encrypt(shop, PLACE, PLAIN);

        assertThat(new String(blob, StandardCharsets.ISO_8859_1)).doesNotContain("Example Road");
        assertThat(cipher.encrypt(shop, PLACE, PLAIN)).isNotEqualTo(blob);
    }

    @Test
    void aDamagedBlobStaysClosed() {
        byte[] blob = cipher.encrypt(shop, PLACE, PLAIN);
        for (int at : new int[] {0, blob.length / 2, blob.length - 1}) {
            byte[] damaged = blob.clone();
            damaged[at] ^= 1;
            assertStaysClosed(shop, PLACE, damaged);
        }
        assertStaysClosed(shop, PLACE, new byte[0]);
        assertStaysClosed(shop, PLACE, PLAIN);
    }

    @Test
    void nothingIsEncryptedForAShopWithoutAKey() {
        ShopId stranger = new ShopId(UUID.randomUUID().toString());

        assertThatThrownBy(() -> cipher.encrypt(stranger, PLACE, PLAIN))
                .isInstanceOf(NoShopKey.class);
        assertStaysClosed(stranger, PLACE, cipher.encrypt(shop, PLACE, PLAIN));
    }

    @Test
    void whatADestroyedKeyEncryptedStaysClosedEvenAfterANewKey() {
        byte[] blob = cipher.encrypt(shop, PLACE, PLAIN);

        keys.destroy(shop);
        assertStaysClosed(shop, PLACE, blob);
        assertThatThrownBy(() -> cipher.encrypt(shop, PLACE, PLAIN)).isInstanceOf(NoShopKey.class);

        keys.create(shop);
        assertStaysClosed(shop, PLACE, blob);
        assertThat(cipher.decrypt(shop, PLACE, cipher.encrypt(shop, PLACE, PLAIN)))
                .isEqualTo(PLAIN);
    }

    @Test
    void theKeyOfOneShopSurvivesTheDestructionOfAnother() {
        byte[] blob = cipher.encrypt(shop, PLACE, PLAIN);

        keys.destroy(other);

        assertThat(cipher.decrypt(shop, PLACE, blob)).isEqualTo(PLAIN);
    }

    private void assertStaysClosed(ShopId owner, RecordContext place, byte[] blob) {
        assertThatThrownBy(() -> cipher.decrypt(owner, place, blob)).isInstanceOf(CannotOpen.class);
    }
}
