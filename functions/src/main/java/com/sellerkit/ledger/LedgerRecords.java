package com.sellerkit.ledger;

import com.sellerkit.catalog.DataSubject;
import com.sellerkit.catalog.Erasure;
import com.sellerkit.catalog.Field;
import com.sellerkit.catalog.Label;
import com.sellerkit.catalog.Protection;
import com.sellerkit.catalog.Purpose;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Retention;
import com.sellerkit.catalog.Table;
import java.time.Period;
import java.util.Set;

/// What the ledger holds.
public final class LedgerRecords {
    private static final RecordType.Family FAMILY = RecordType.family("ledger", Table.LEDGER);

    /// How long evidence is kept: the longest usual limitation period of contract claims.
    static final Period KEPT = Period.ofYears(6);

    /// An acceptance of the terms.
    public static final RecordType TERMS_ACCEPTED =
            type(
                    "terms-accepted",
                    "person#{personId} | terms#{version}",
                    "That a person accepted a version of the terms and confirmed to be an adult.",
                    field("personId", Label.USER_UNIQUE_ID_PSEUDONYMOUS, DataSubject.SELLER),
                    field("version", Label.USER_PRIVACY_PREFERENCES, DataSubject.SELLER),
                    field("at", Label.USER_PRIVACY_PREFERENCES, DataSubject.SELLER));

    /// A consent to connect shops.
    public static final RecordType CONSENT_GIVEN =
            type(
                    "consent-given",
                    "account#{accountId} | consent#{connectionId}#{consentId}",
                    "That a person consented to connect these shops with these permissions.",
                    field("personId", Label.USER_UNIQUE_ID_PSEUDONYMOUS, DataSubject.SELLER),
                    field("accountId", Label.SYSTEM_UNIQUE_ID, DataSubject.SELLER),
                    field("connectionId", Label.SYSTEM_UNIQUE_ID, DataSubject.SELLER),
                    field("consentId", Label.SYSTEM_UNIQUE_ID, DataSubject.SELLER),
                    field("shopIds", Label.SHOP_UNIQUE_ID, DataSubject.SELLER),
                    field("scopes", Label.USER_PRIVACY_PREFERENCES, DataSubject.SELLER),
                    field("at", Label.USER_PRIVACY_PREFERENCES, DataSubject.SELLER));

    /// A connecting of a shop.
    public static final RecordType SHOP_CONNECTED =
            type(
                    "shop-connected",
                    "shop#{shopId} | connected#{epoch}",
                    "That a shop was connected to an account.",
                    field("shopId", Label.SHOP_UNIQUE_ID, DataSubject.SELLER),
                    field("accountId", Label.SYSTEM_UNIQUE_ID, DataSubject.SELLER),
                    field("connectionId", Label.SYSTEM_UNIQUE_ID, DataSubject.SELLER),
                    field("epoch", Label.SYSTEM_OPERATIONS, DataSubject.NONE),
                    field("at", Label.SYSTEM_OPERATIONS, DataSubject.NONE));

    /// A reveal of a buyer's data.
    public static final RecordType BUYER_REVEALED =
            type(
                    "buyer-revealed",
                    "account#{accountId} | reveal#{at}#{id}",
                    "That a person was shown the personal data of an order's buyer, and why; never the data.",
                    field("id", Label.SYSTEM_UNIQUE_ID, DataSubject.SELLER),
                    field("personId", Label.USER_UNIQUE_ID_PSEUDONYMOUS, DataSubject.SELLER),
                    field("accountId", Label.SYSTEM_UNIQUE_ID, DataSubject.SELLER),
                    field("shopId", Label.SHOP_UNIQUE_ID, DataSubject.SELLER),
                    field("orderId", Label.COMMERCE_ORDER_UNIQUE_ID, DataSubject.SELLER),
                    field("reason", Label.SYSTEM_OPERATIONS, DataSubject.SELLER),
                    field("noted", Label.SYSTEM_OPERATIONS, DataSubject.NONE),
                    field("at", Label.SYSTEM_OPERATIONS, DataSubject.NONE));

    /// A disconnecting of a shop.
    public static final RecordType SHOP_DISCONNECTED =
            type(
                    "shop-disconnected",
                    "shop#{shopId} | disconnected#{epoch}",
                    "That a shop was disconnected from an account, and by whom.",
                    field("shopId", Label.SHOP_UNIQUE_ID, DataSubject.SELLER),
                    field("accountId", Label.SYSTEM_UNIQUE_ID, DataSubject.SELLER),
                    field("connectionId", Label.SYSTEM_UNIQUE_ID, DataSubject.SELLER),
                    field("personId", Label.USER_UNIQUE_ID_PSEUDONYMOUS, DataSubject.SELLER),
                    field("by", Label.SYSTEM_OPERATIONS, DataSubject.NONE),
                    field("epoch", Label.SYSTEM_OPERATIONS, DataSubject.NONE),
                    field("at", Label.SYSTEM_OPERATIONS, DataSubject.NONE));

    /// The end of an authorization.
    public static final RecordType CONNECTION_ENDED =
            type(
                    "connection-ended",
                    "account#{accountId} | ended#{connectionId}#{tokensId}",
                    "That the tokens of an authorization were destroyed, and what came of withdrawing it at"
                            + " TikTok.",
                    field("accountId", Label.SYSTEM_UNIQUE_ID, DataSubject.SELLER),
                    field("connectionId", Label.SYSTEM_UNIQUE_ID, DataSubject.SELLER),
                    field("tokensId", Label.SYSTEM_UNIQUE_ID, DataSubject.SELLER),
                    field("withdrawal", Label.SYSTEM_OPERATIONS, DataSubject.NONE),
                    field("at", Label.SYSTEM_OPERATIONS, DataSubject.NONE));

    private LedgerRecords() {}

    private static RecordType type(
            String name, String keptAs, String description, Field... fields) {
        return FAMILY.type(name, keptAs, description, Retention.asEvidence(KEPT), fields);
    }

    private static Field field(String name, Label label, DataSubject subject) {
        return new Field(
                name,
                label,
                subject,
                Set.of(Purpose.LEGAL_AND_ABUSE),
                Protection.PLAIN,
                Erasure.keepForLaw(KEPT, "proof of consent and contract"));
    }
}
