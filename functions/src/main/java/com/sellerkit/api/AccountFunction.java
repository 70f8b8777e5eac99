package com.sellerkit.api;

import com.sellerkit.account.AcceptanceOutcome;
import com.sellerkit.account.Accounts;
import com.sellerkit.account.Membership;
import com.sellerkit.account.Terms;
import com.sellerkit.platform.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The terms, and the account of whoever is signed in.
public final class AccountFunction extends HttpFunction {

    /// The production wiring.
    public AccountFunction() {
        this(Wiring.fromEnvironment());
        primeBeforeSnapshot();
    }

    private AccountFunction(Wiring wiring) {
        this(wiring.accounts(), wiring.terms(), wiring.guards(), wiring.time());
    }

    AccountFunction(Accounts accounts, Terms terms, Guards guards, InstantSource time) {
        super(
                List.of(
                        Route.open("GET", "/api/terms", (request, _) -> readTerms(request, terms)),
                        Route.signedIn(
                                "GET",
                                "/api/me",
                                (request, caller) -> readMe(request, caller, accounts, terms)),
                        Route.signedIn(
                                "POST",
                                "/api/terms/acceptance",
                                (request, caller) -> accept(request, caller, accounts, terms))),
                guards,
                time);
    }

    private static HttpAnswer readTerms(HttpRequest request, Terms terms) {
        QueryReader.none(request);
        return HttpAnswer.ok(terms.document());
    }

    private static HttpAnswer readMe(
            HttpRequest request, Caller caller, Accounts accounts, Terms terms) {
        QueryReader.none(request);
        Optional<Membership> membership = accounts.membership(caller.person());
        return HttpAnswer.ok(Views.me(caller.person(), membership, terms));
    }

    private static HttpAnswer accept(
            HttpRequest request, Caller caller, Accounts accounts, Terms terms) {
        QueryReader.none(request);
        BodyReader body = BodyReader.of(request);
        String version = body.text("version", 1, 40);
        boolean adult = body.flag("adult");
        body.end();
        return switch (accounts.accept(caller.person(), version, adult)) {
            case AcceptanceOutcome.Accepted(Membership membership) ->
                    HttpAnswer.ok(Views.me(caller.person(), Optional.of(membership), terms));
            case AcceptanceOutcome.Outdated() -> refuse(Problems.termsOutdated(terms.version()));
            case AcceptanceOutcome.NotAdult() -> refuse(Problems.mustBeAdult());
        };
    }

    private static HttpAnswer refuse(Problem problem) {
        throw new Refused(problem);
    }
}
