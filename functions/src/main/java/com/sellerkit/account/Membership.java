package com.sellerkit.account;

import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.PersonId;
import java.time.Instant;

/// A person's place in an account, and the terms that the person accepted last.
///
/// @param since when the account was opened for the person
/// @param termsVersion the version accepted last
/// @param termsAcceptedAt when that was
public record Membership(
        PersonId person,
        AccountId account,
        Role role,
        Instant since,
        String termsVersion,
        Instant termsAcceptedAt) {

    /// Whether the person accepted exactly this version.
    public boolean accepted(String version) {
        return termsVersion.equals(version);
    }
}
