package com.sellerkit.api;

import com.sellerkit.account.Accounts;
import com.sellerkit.account.Membership;
import com.sellerkit.account.Terms;
import com.sellerkit.platform.PersonId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Decides who is let in to an operation.
final class Guards {
    static final String SCOPE = "sellerkit/app";

    private final Function<PersonId, Optional<Membership>> memberships;
    private final String version;

    private Guards(Function<PersonId, Optional<Membership>> memberships, String version) {
        this.memberships = memberships;
        this.version = version;
    }

    Guards(Accounts accounts, Terms terms) {
        this(accounts::membership, terms.version());
    }

    /// For functions whose operations are open to anybody, and which therefore know no accounts.
    static Guards none() {
        return new Guards(_ -> Optional.empty(), "");
    }

    /// The caller, as far as the operation asks who it is.
    ///
    /// @throws Refused with `unauthorized`, `forbidden` or `terms-required`
    Caller admit(Route.Access access, HttpRequest request) {
        return switch (access) {
            case OPEN -> Caller.anybody();
            case SIGNED_IN -> Caller.signedIn(person(request));
            case MEMBER -> member(person(request));
        };
    }

    private Caller member(PersonId person) {
        Optional<Membership> membership = memberships.apply(person);
        if (membership.isEmpty() || !membership.get().accepted(version)) {
            throw new Refused(Problems.termsRequired(version));
        }
        return Caller.member(person, membership.get().account());
    }

    /// The gateway verified the token; what its claims mean is decided here.
    private static PersonId person(HttpRequest request) {
        Map<String, String> claims = request.claims();
        String client = request.clientId();
        if (!"access".equals(claims.get("token_use"))
                || (!client.isEmpty() && !client.equals(claims.get("client_id")))) {
            throw new Refused(Problems.unauthorized());
        }
        PersonId person = subject(claims.getOrDefault("sub", ""));
        String[] scopes = claims.getOrDefault("scope", "").split(" ", 100);
        if (!Arrays.asList(scopes).contains(SCOPE)) {
            throw new Refused(Problems.forbidden());
        }
        return person;
    }

    private static PersonId subject(String sub) {
        try {
            return new PersonId(sub);
        } catch (IllegalArgumentException _) {
            throw new Refused(Problems.unauthorized());
        }
    }
}
