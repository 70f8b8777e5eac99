package com.sellerkit.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.vault.ShopKeys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Tells whether a record is unchanged, without telling anything about it.
///
/// The digest is keyed under the shop's key, so that it means nothing after that key's destruction.
/// It only ever saves writes: which of two records is newer is decided by their versions.
public final class Fingerprints {
    private static final int BYTES = 18;

    private final ShopKeys keys;

    public Fingerprints(ShopKeys keys) {
        this.keys = keys;
    }

    /// 24 characters that are the same exactly for records of equal content, whatever the order of
    /// their names and the notation of their numbers.
    ///
    /// @throws com.sellerkit.vault.NoShopKey if the shop has no key
    public String of(ShopId shop, RecordType type, JsonNode record) {
        byte[] canonical =
                (type.name() + '\n' + Json.canonical(record)).getBytes(StandardCharsets.UTF_8);
        byte[] digest = keys.mac(shop, canonical);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
    }
}
