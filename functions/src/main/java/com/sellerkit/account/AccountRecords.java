package com.sellerkit.account;

import static com.sellerkit.catalog.Label.SYSTEM_OPERATIONS;
import static com.sellerkit.catalog.Label.SYSTEM_UNIQUE_ID;
import static com.sellerkit.catalog.Label.USER_ACCOUNT;
import static com.sellerkit.catalog.Label.USER_DEMOGRAPHIC_AGE_RANGE;
import static com.sellerkit.catalog.Label.USER_PRIVACY_PREFERENCES;
import static com.sellerkit.catalog.Label.USER_UNIQUE_ID_PSEUDONYMOUS;
import static com.sellerkit.catalog.Purpose.LEGAL_AND_ABUSE;
import static com.sellerkit.catalog.Purpose.MANAGEMENT_FEATURES;

import com.sellerkit.catalog.Field;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Retention;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.PersonId;
import com.sellerkit.store.Key;

/// What is held about accounts and the people in them.
public final class AccountRecords {
    private static final RecordType.Family FAMILY = RecordType.family("account", Table.ACCOUNTS);

    /// A SellerKit account.
    public static final RecordType ACCOUNT =
            FAMILY.type(
                    "account",
                    "account#{accountId} | account",
                    "An account of a person or a company.",
                    Retention.WHILE_ACCOUNT_ACTIVE,
                    Field.seller("accountId", SYSTEM_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.seller("createdAt", SYSTEM_OPERATIONS, MANAGEMENT_FEATURES));

    /// A person's place in an account.
    public static final RecordType MEMBERSHIP =
            FAMILY.type(
                    "membership",
                    "person#{personId} | membership",
                    "Which account a person belongs to, and the terms the person accepted last.",
                    Retention.WHILE_ACCOUNT_ACTIVE,
                    Field.seller("personId", USER_UNIQUE_ID_PSEUDONYMOUS, MANAGEMENT_FEATURES),
                    Field.seller("accountId", SYSTEM_UNIQUE_ID, MANAGEMENT_FEATURES),
                    Field.seller("role", USER_ACCOUNT, MANAGEMENT_FEATURES),
                    Field.seller("since", USER_ACCOUNT, MANAGEMENT_FEATURES),
                    Field.seller(
                            "termsVersion",
                            USER_PRIVACY_PREFERENCES,
                            LEGAL_AND_ABUSE,
                            MANAGEMENT_FEATURES),
                    Field.seller("termsAcceptedAt", USER_PRIVACY_PREFERENCES, LEGAL_AND_ABUSE),
                    Field.seller("adult", USER_DEMOGRAPHIC_AGE_RANGE, LEGAL_AND_ABUSE));

    private AccountRecords() {}

    static Key account(AccountId account) {
        return new Key("account#" + account, "account");
    }

    static Key membership(PersonId person) {
        return new Key("person#" + person, "membership");
    }
}
