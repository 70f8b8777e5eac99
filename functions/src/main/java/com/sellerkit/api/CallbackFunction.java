package com.sellerkit.api;

import com.sellerkit.connect.Callback;
import com.sellerkit.connect.CallbackOutcome;
import com.sellerkit.platform.Log;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where TikTok sends the browser back to; always sends it on to a clean address, which tells what
/// came of it.
public final class CallbackFunction extends HttpFunction {
    private static final Log LOG = Log.to("api");
    private static final String RETURN = "/connect/return";

    /// The production wiring.
    public CallbackFunction() {
        this(Wiring.fromEnvironment());
        primeBeforeSnapshot();
    }

    private CallbackFunction(Wiring wiring) {
        this(wiring.connect().callback(), wiring.time());
    }

    CallbackFunction(Callback callback, InstantSource time) {
        super(
                List.of(
                        Route.open(
                                "GET",
                                "/connect/callback",
                                (request, _) -> receive(request, callback))),
                Guards.none(),
                time);
    }

    private static HttpAnswer receive(HttpRequest request, Callback callback) {
        CallbackOutcome outcome =
                callback.receive(firsts(request), request.cookie(ConnectCookie.NAME));
        LOG.info("authorization came back", Log.Field.outcome(outcome.outcome()));
        return HttpAnswer.seeOther(request.prefix() + RETURN)
                .with("Set-Cookie", ConnectCookie.holding(outcome.cookie()));
    }

    /// TikTok sends each parameter once; of a repeated one, which nobody meant, only the first
    /// counts.
    private static Map<String, String> firsts(HttpRequest request) {
        Map<String, String> firsts = new HashMap<>();
        request.query()
                .forEach((name, values) -> {
                    if (!values.isEmpty()) {
                        firsts.put(name, values.getFirst());
                    }
                });
        return firsts;
    }
}
