package com.sellerkit.vault;

import com.sellerkit.platform.Ids;
import com.sellerkit.platform.ShopId;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// One random key a shop, and the record cipher under it; destroying the key closes every record at
/// once.
public final class InMemoryShopKeys implements ShopKeys, RecordCipher {
    private final Ids ids;
    private final Map<ShopId, byte[]> keys = new HashMap<>();

    public InMemoryShopKeys(Ids ids) {
        this.ids = ids;
    }

    /// Which shops have a key.
    public synchronized Object state() {
        return Set.copyOf(keys.keySet());
    }

    @Override
    public synchronized void create(ShopId shop) {
        keys.computeIfAbsent(shop, _ -> ids.randomBytes(32));
    }

    @Override
    public synchronized boolean exists(ShopId shop) {
        return keys.containsKey(shop);
    }

    @Override
    public byte[] mac(ShopId shop, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(needed(shop), "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }

    @Override
    public synchronized void destroy(ShopId shop) {
        keys.remove(shop);
    }

    @Override
    public byte[] encrypt(ShopId shop, RecordContext context, byte[] plain) {
        return AesGcm.encrypt(needed(shop), entries(shop, context), plain, ids);
    }

    @Override
    public byte[] decrypt(ShopId shop, RecordContext context, byte[] blob) {
        byte[] key = key(shop);
        if (key == null) {
            throw new CannotOpen("the key of shop %s is gone".formatted(shop), null);
        }
        return AesGcm.decrypt(key, entries(shop, context), blob);
    }

    private synchronized byte @Nullable [] key(ShopId shop) {
        return keys.get(shop);
    }

    private byte[] needed(ShopId shop) {
        byte[] key = key(shop);
        if (key == null) {
            throw new NoShopKey(shop);
        }
        return key;
    }

    private static Map<String, String> entries(ShopId shop, RecordContext context) {
        return Map.of(
                "shop",
                shop.value(),
                "table",
                context.table(),
                "key",
                context.key(),
                "purpose",
                context.purpose());
    }
}
