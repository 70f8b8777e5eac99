package com.sellerkit.vault;

import com.sellerkit.catalog.DataSubject;
import com.sellerkit.catalog.Erasure;
import com.sellerkit.catalog.Field;
import com.sellerkit.catalog.Label;
import com.sellerkit.catalog.Protection;
import com.sellerkit.catalog.Purpose;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Retention;
import com.sellerkit.catalog.Table;
import java.util.Set;

/// What the vault holds.
public final class VaultRecords {
    private static final RecordType.Family FAMILY = RecordType.family("vault", Table.VAULT);

    /// The tokens of one connection.
    public static final RecordType TOKENS =
            FAMILY.type(
                    "tokens",
                    "tokens#{accountId} | {connectionId}",
                    "The sealed access and refresh token of one connection, and who is refreshing them.",
                    Retention.WHILE_CONNECTED,
                    Field.secret(
                            "access",
                            Label.USER_AUTHORIZATION_CREDENTIALS,
                            Purpose.SYNCHRONISATION),
                    operations("accessExpires"),
                    Field.secret(
                            "refresh",
                            Label.USER_AUTHORIZATION_CREDENTIALS,
                            Purpose.SYNCHRONISATION),
                    operations("refreshExpires"),
                    operations("version"),
                    operations("leaseId"),
                    operations("leaseUntil"),
                    operations("lastLeaseId"));

    /// Which branch key a shop has now.
    public static final RecordType SHOP_KEY =
            FAMILY.type(
                    "shop-key",
                    "shop#{shopId} | key",
                    "The name of the branch key under which the shop's buyers' data is encrypted.",
                    Retention.WHILE_CONNECTED,
                    new Field(
                            "branchKeyId",
                            Label.SYSTEM_UNIQUE_ID,
                            DataSubject.NONE,
                            Set.of(Purpose.SYNCHRONISATION),
                            Protection.PLAIN,
                            Erasure.DELETE));

    private VaultRecords() {}

    private static Field operations(String name) {
        return Field.plain(name, Label.SYSTEM_OPERATIONS, Purpose.SYNCHRONISATION);
    }
}
