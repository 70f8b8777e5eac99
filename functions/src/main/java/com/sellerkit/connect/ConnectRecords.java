package com.sellerkit.connect;

import static com.sellerkit.catalog.Label.SHOP_PROFILE;
import static com.sellerkit.catalog.Label.SHOP_UNIQUE_ID;
import static com.sellerkit.catalog.Label.SYSTEM_OPERATIONS;
import static com.sellerkit.catalog.Label.SYSTEM_UNIQUE_ID;
import static com.sellerkit.catalog.Label.USER_ACCOUNT;
import static com.sellerkit.catalog.Label.USER_AUTHORIZATION_CREDENTIALS;
import static com.sellerkit.catalog.Label.USER_NAME;
import static com.sellerkit.catalog.Label.USER_UNIQUE_ID;
import static com.sellerkit.catalog.Label.USER_UNIQUE_ID_PSEUDONYMOUS;
import static com.sellerkit.catalog.Purpose.LEGAL_AND_ABUSE;
import static com.sellerkit.catalog.Purpose.MANAGEMENT_FEATURES;
import static com.sellerkit.catalog.Purpose.SYNCHRONISATION;

import com.sellerkit.catalog.Field;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Retention;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Key;
import java.time.Duration;

/// What is held about authorizations, connections and shops.
public final class ConnectRecords {
    private static final RecordType.Family FAMILY = RecordType.family("connect", Table.ACCOUNTS);

    /// How long an authorization may take from its beginning to TikTok's answer.
    static final Duration STATE_LIFE = Duration.ofMinutes(10);

    /// How long an authorization waits for its completion and confirmation: as long as its code
    /// lives.
    static final Duration COMPLETION_LIFE = Duration.ofMinutes(30);

    /// How long both are remembered after that, so that a late try is told why it comes too late.
    static final Duration REMEMBERED = Duration.ofDays(1);

    /// The beginning of an authorization.
    public static final RecordType STATE =
            FAMILY.type(
                    "authorization-state",
                    "state#{digest} | state",
                    "That a person began to connect a shop, so that the way back can be told apart from a forged"
                            + " one.",
                    Retention.forTime(REMEMBERED.plus(STATE_LIFE)),
                    Field.seller("personId", USER_UNIQUE_ID_PSEUDONYMOUS, LEGAL_AND_ABUSE),
                    Field.seller("accountId", SYSTEM_UNIQUE_ID, LEGAL_AND_ABUSE),
                    Field.plain("market", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.plain("createdAt", SYSTEM_OPERATIONS, LEGAL_AND_ABUSE),
                    Field.plain("validUntil", SYSTEM_OPERATIONS, LEGAL_AND_ABUSE),
                    Field.plain("usedAt", SYSTEM_OPERATIONS, LEGAL_AND_ABUSE),
                    Field.plain("completionId", SYSTEM_UNIQUE_ID, LEGAL_AND_ABUSE));

    /// An authorization on its way from TikTok's answer to the confirmation.
    public static final RecordType COMPLETION =
            FAMILY.type(
                    "authorization-completion",
                    "completion#{completionId} | completion",
                    "An authorization that waits until its person confirms which shops to connect.",
                    Retention.forTime(REMEMBERED.plus(COMPLETION_LIFE)),
                    Field.plain("completionId", SYSTEM_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.plain("origin", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.plain("phase", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.plain("cookieDigest", SYSTEM_UNIQUE_ID, LEGAL_AND_ABUSE),
                    Field.seller("personId", USER_UNIQUE_ID_PSEUDONYMOUS, LEGAL_AND_ABUSE),
                    Field.seller("accountId", SYSTEM_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.secret("code", USER_AUTHORIZATION_CREDENTIALS, MANAGEMENT_FEATURES),
                    Field.plain("validUntil", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.plain("attempt", SYSTEM_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.plain("attemptUntil", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.plain("fault", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.plain("tokensId", SYSTEM_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.seller("openId", USER_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.seller("sellerName", USER_NAME, MANAGEMENT_FEATURES),
                    Field.seller("grantedScopes", USER_ACCOUNT, MANAGEMENT_FEATURES),
                    Field.plain("accessExpiresAt", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("authorizationEndsAt", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.seller("shops.id", SHOP_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.seller("shops.name", SHOP_PROFILE, MANAGEMENT_FEATURES),
                    Field.seller("shops.region", SHOP_PROFILE, MANAGEMENT_FEATURES),
                    Field.seller("shops.sellerType", SHOP_PROFILE, MANAGEMENT_FEATURES),
                    Field.seller("shops.cipher", SHOP_UNIQUE_ID, SYNCHRONISATION),
                    Field.seller("chosen", SHOP_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.plain("connectionId", SYSTEM_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.plain("supersededTokensId", SYSTEM_UNIQUE_ID, MANAGEMENT_FEATURES));

    /// One authorization at TikTok that an account holds.
    public static final RecordType CONNECTION =
            FAMILY.type(
                    "connection",
                    "account#{accountId} | connection#{connectionId}",
                    "An authorization that a seller gave at TikTok; its tokens are in the vault.",
                    Retention.WHILE_CONNECTED,
                    Field.plain("connectionId", SYSTEM_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.seller("accountId", SYSTEM_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.seller("personId", USER_UNIQUE_ID_PSEUDONYMOUS, LEGAL_AND_ABUSE),
                    Field.seller("openId", USER_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.seller("sellerName", USER_NAME, MANAGEMENT_FEATURES),
                    Field.plain("tokensId", SYSTEM_UNIQUE_ID, SYNCHRONISATION),
                    Field.plain("reconnect", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.seller("grantedScopes", USER_ACCOUNT, MANAGEMENT_FEATURES),
                    Field.seller("shopIds", SHOP_UNIQUE_ID, SYNCHRONISATION),
                    Field.plain("accessExpiresAt", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("authorizationEndsAt", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("endingToldAs", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.plain("connectedAt", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.plain("authorizedAt", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.plain("endedAt", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.plain("refreshedAt", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("refusedVersion", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("failedRefreshes", SYSTEM_OPERATIONS, SYNCHRONISATION));

    /// A shop of an account.
    public static final RecordType SHOP =
            FAMILY.type(
                    "shop",
                    "shop#{shopId} | shop",
                    "A connected TikTok Shop, whose it is and where its data is kept.",
                    Retention.WHILE_CONNECTED,
                    Field.seller("shopId", SHOP_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.seller("accountId", SYSTEM_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.plain("connectionId", SYSTEM_UNIQUE_ID, SYNCHRONISATION),
                    Field.seller("name", SHOP_PROFILE, MANAGEMENT_FEATURES),
                    Field.seller("region", SHOP_PROFILE, MANAGEMENT_FEATURES),
                    Field.seller("sellerType", SHOP_PROFILE, MANAGEMENT_FEATURES),
                    Field.plain("epoch", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("dataLocation", SYSTEM_OPERATIONS, LEGAL_AND_ABUSE),
                    Field.plain("connectedAt", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.plain("disconnectedAt", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.plain("disconnectedBy", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES),
                    Field.plain("deleteAt", SYSTEM_OPERATIONS, LEGAL_AND_ABUSE));

    /// That a connection reaches a shop.
    public static final RecordType GRANT =
            FAMILY.type(
                    "shop-grant",
                    "shop#{shopId} | grant#{connectionId}",
                    "That a connection reaches a shop, and under which name TikTok wants to be asked for it.",
                    Retention.WHILE_CONNECTED,
                    Field.seller("shopId", SHOP_UNIQUE_ID, SYNCHRONISATION),
                    Field.plain("connectionId", SYSTEM_UNIQUE_ID, SYNCHRONISATION),
                    Field.seller("accountId", SYSTEM_UNIQUE_ID, SYNCHRONISATION),
                    Field.seller("cipher", SHOP_UNIQUE_ID, SYNCHRONISATION),
                    Field.plain("grantedAt", SYSTEM_OPERATIONS, LEGAL_AND_ABUSE));

    /// Due partitions of the accounts table.
    static final String DUE_COMPLETIONS = "completion";

    static final String DUE_CONNECTIONS = "connection";
    static final String DUE_SHOPS = "shop";

    static final String CONNECTION_PREFIX = "connection#";
    static final String GRANT_PREFIX = "grant#";
    private static final String SHOP_PREFIX = "shop#";

    private ConnectRecords() {}

    static Key state(String digest) {
        return new Key("state#" + digest, "state");
    }

    static Key completion(String id) {
        return new Key("completion#" + id, "completion");
    }

    static Key connection(AccountId account, ConnectionId connection) {
        return new Key(accountPartition(account), CONNECTION_PREFIX + connection);
    }

    static Key shop(ShopId shop) {
        return new Key(shopPartition(shop), "shop");
    }

    static Key grant(ShopId shop, ConnectionId connection) {
        return new Key(shopPartition(shop), GRANT_PREFIX + connection);
    }

    static String shopPartition(ShopId shop) {
        return SHOP_PREFIX + shop;
    }

    /// The shop whose key it is.
    static ShopId shopOf(Key key) {
        return new ShopId(key.partition().substring(SHOP_PREFIX.length()));
    }

    static String accountPartition(AccountId account) {
        return "account#" + account;
    }
}
