package com.sellerkit.api;

import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.PersonId;
import java.util.Optional;

/// Who calls: nobody known, a signed-in person, or a member of an account.
///
/// @param accountId only where the route asks for a member
record Caller(Optional<PersonId> personId, Optional<AccountId> accountId) {

    static Caller anybody() {
        return new Caller(Optional.empty(), Optional.empty());
    }

    static Caller signedIn(PersonId person) {
        return new Caller(Optional.of(person), Optional.empty());
    }

    static Caller member(PersonId person, AccountId account) {
        return new Caller(Optional.of(person), Optional.of(account));
    }

    /// @throws IllegalStateException if the route does not ask for a signed-in person
    PersonId person() {
        return personId.orElseThrow(
                () -> new IllegalStateException("the route lets in people who are not signed in"));
    }

    /// @throws IllegalStateException if the route does not ask for a member
    AccountId account() {
        return accountId.orElseThrow(
                () -> new IllegalStateException("the route lets in people without an account"));
    }
}
