package com.sellerkit.api;

import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.ledger.RevealPage;
import java.time.InstantSource;
import java.util.List;

/// Shows a buyer's personal data to whoever gives a reason, and shows the account who was shown
/// what.
public final class RevealsFunction extends HttpFunction {
    private static final int NOTE_LENGTH_MAX = 200;
    private static final int CURSOR_LENGTH_MAX = 256;

    /// The production wiring.
    public RevealsFunction() {
        this(Wiring.fromEnvironment());
        primeBeforeSnapshot();
    }

    private RevealsFunction(Wiring wiring) {
        this(wiring.connect().shops(), wiring.reveals(), wiring.guards(), wiring.time());
    }

    RevealsFunction(ShopDirectory shops, Reveals reveals, Guards guards, InstantSource time) {
        this(reveals, new ShopGuard(shops), guards, time);
    }

    private RevealsFunction(Reveals reveals, ShopGuard own, Guards guards, InstantSource time) {
        super(
                List.of(
                        Route.member(
                                "POST",
                                "/api/shops/{shopId}/orders/{orderId}/reveals",
                                (request, caller) ->
                                        reveal(
                                                request,
                                                Reveals.Subject.of(
                                                        own.own(request, caller), request, caller),
                                                reveals)),
                        Route.member(
                                "GET",
                                "/api/reveals",
                                (request, caller) -> list(request, caller, reveals))),
                guards,
                time);
    }

    private static HttpAnswer reveal(
            HttpRequest request, Reveals.Subject subject, Reveals reveals) {
        QueryReader.none(request);
        BodyReader body = BodyReader.of(request);
        RevealReason reason = RevealReason.of(body.oneOf("reason", RevealReason.WORDS));
        String note = body.textIfAny("note", NOTE_LENGTH_MAX).strip();
        body.end();
        if (reason == RevealReason.OTHER && note.isEmpty()) {
            throw new Refused(Problems.reasonRequired());
        }
        return HttpAnswer.created(OrderViews.revealed(reveals.reveal(subject, reason, note)));
    }

    private static HttpAnswer list(HttpRequest request, Caller caller, Reveals reveals) {
        QueryReader query = QueryReader.of(request);
        RevealCursor cursor = RevealCursor.parse(query.text("cursor", CURSOR_LENGTH_MAX));
        query.end();
        RevealPage page = reveals.page(caller.account(), cursor.place());
        return HttpAnswer.ok(OrderViews.reveals(page, caller.person(), reveals::note));
    }
}
