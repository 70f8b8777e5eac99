package com.sellerkit.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The one door: reads each request, lets the right host answer, applies the transport's faults and
/// keeps the call log.
final class Front implements HttpHandler {
    // No form-action: the consent form's answer redirects to the app, which browsers check against
    // it at every hop.
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final Platform platform;
    private final Control control;

    Front(Platform platform, Control control) {
        this.platform = platform;
        this.control = control;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request;
            try {
                request = Request.read(exchange);
            } catch (IllegalArgumentException e) {
                Envelopes envelopes = new Envelopes(platform.state().issuer(), platform.clock());
                send(
                        exchange,
                        envelopes.refusal(
                                Refusal.parameter("The query string is not well formed.")));
                return;
            }
            send(exchange, guarded(request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // A bug of ours must look like one of the platform's, not like a dropped connection.
    private Answer guarded(Request request) throws InterruptedException {
        try {
            return answer(request);
        } catch (RuntimeException e) {
            System.err.println("The stand-in failed to answer " + request.path());
            e.printStackTrace();
            Envelopes envelopes = new Envelopes(platform.state().issuer(), platform.clock());
            return envelopes.refusal(Refusal.internal());
        }
    }

    private Answer answer(Request request) throws InterruptedException {
        if (Control.serves(request.path())) {
            return control.answer(request);
        }
        if (Consent.serves(request.path())) {
            return platform.state().consent().answer(request);
        }
        long start = System.nanoTime();
        Answer answer = withFaults(request);
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        log(request, answer, millis);
        return answer;
    }

    private Answer withFaults(Request request) throws InterruptedException {
        Faults faults = platform.faults();
        String path = request.path();
        Optional<Fault> latency = faults.take(FaultKind.LATENCY, path);
        if (latency.isPresent()) {
            Thread.sleep(latency.get().delay());
        }
        Optional<Fault> hang = faults.take(FaultKind.HANG, path);
        if (hang.isPresent()) {
            Thread.sleep(hang.get().delay());
            return new Answer.Dropped();
        }
        Optional<Answer> instead = insteadOfAnswering(path);
        if (instead.isPresent()) {
            return instead.get();
        }
        return distorted(request, platformAnswer(request));
    }

    private Optional<Answer> insteadOfAnswering(String path) {
        Faults faults = platform.faults();
        Envelopes envelopes = new Envelopes(platform.state().issuer(), platform.clock());
        return faults.take(FaultKind.THROTTLE, path)
                .<Answer>map(
                        fault -> retryAfter(fault, envelopes.refusal(Refusal.tooManyRequests())))
                .or(() ->
                        faults.take(FaultKind.UNAVAILABLE, path)
                                .map(fault ->
                                        retryAfter(
                                                fault, envelopes.refusal(Refusal.unavailable()))))
                .or(() ->
                        faults.take(FaultKind.INTERNAL_ERROR, path)
                                .map(fault -> envelopes.refusal(Refusal.internal())))
                .or(() ->
                        faults.take(FaultKind.INTERNAL_ERROR_OK, path)
                                .map(fault -> envelopes.refusal(Refusal.internal(), 200)))
                .or(() ->
                        faults.take(FaultKind.WRONG_CONTENT_TYPE, path)
                                .map(fault ->
                                        Answer.html(200, "<html><body>Please wait</body></html>")));
    }

    private Answer platformAnswer(Request request) {
        return TokenEndpoint.serves(request.path())
                ? platform.state().tokens().answer(request)
                : platform.state().api().answer(request);
    }

    private Answer distorted(Request request, Answer answer) {
        Faults faults = platform.faults();
        String path = request.path();
        if (!(answer instanceof Answer.Body body)) {
            return answer;
        }
        if (faults.take(FaultKind.LOST_ANSWER, path).isPresent()) {
            return new Answer.Dropped();
        }
        Answer.Body shown =
                faults.take(FaultKind.EXTRA_FIELDS, path).isPresent()
                        ? ExtraFields.addedTo(body)
                        : body;
        shown = moneyLies(path, lies(request, shown));
        return faults.take(FaultKind.TRUNCATED_BODY, path).isPresent()
                ? new Answer.Truncated(shown)
                : shown;
    }

    private Answer.Body lies(Request request, Answer.Body body) {
        if (body.code() != 0) {
            return body;
        }
        boolean walking = !request.query().text("page_token").isEmpty();
        Answer.Body shown = body;
        for (FaultKind kind : Lies.KINDS) {
            Optional<Fault> fault = platform.faults().take(kind, request.path());
            if (fault.isPresent()) {
                shown = Lies.told(fault.get(), shown, walking);
            }
        }
        return shown;
    }

    private Answer.Body moneyLies(String path, Answer.Body body) {
        if (!MoneyLies.concern(path) || body.code() != 0) {
            return body;
        }
        Answer.Body shown = body;
        for (FaultKind kind : MoneyLies.KINDS) {
            if (platform.faults().take(kind, path).isPresent()) {
                shown = MoneyLies.told(kind, shown);
            }
        }
        return shown;
    }

    private Answer.Body retryAfter(Fault fault, Answer.Body body) {
        if (fault.retryAfter().isZero()) {
            return body;
        }
        Instant at = platform.clock().protocolNow().plus(fault.retryAfter());
        String value =
                fault.retryAfterAsDate()
                        ? HTTP_DATE.format(at)
                        : Long.toString(fault.retryAfter().toSeconds());
        Map<String, String> headers = new HashMap<>(body.headers());
        headers.put("Retry-After", value);
        return new Answer.Body(
                body.status(), body.contentType(), body.text(), headers, body.code());
    }

    private void log(Request request, Answer answer, long millis) {
        Answer.Body body =
                switch (answer) {
                    case Answer.Body whole -> whole;
                    case Answer.Truncated(Answer.Body half) -> half;
                    case Answer.Dropped() -> new Answer.Body(0, "", "", Map.of(), 0);
                };
        platform.calls()
                .add(
                        new CallRecord(
                                platform.clock().protocolNow(),
                                request.method(),
                                request.path(),
                                body.status(),
                                body.code(),
                                millis));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        switch (answer) {
            case Answer.Body body -> send(exchange, body, 1);
            case Answer.Truncated(Answer.Body body) -> send(exchange, body, 2);
            // Closing an exchange that has not answered closes the connection.
            case Answer.Dropped() -> {}
        }
    }

    /// Sends a body, or part of it, whatever length is promised.
    ///
    /// @param part 1 sends all, 2 half of it
    private static void send(HttpExchange exchange, Answer.Body body, int part) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", body.contentType());
        headers.set("Cache-Control", "no-store");
        if (body.contentType().startsWith("text/html")) {
            headers.set("Content-Security-Policy", PAGE_POLICY);
            headers.set("X-Content-Type-Options", "nosniff");
        }
        body.headers().forEach(headers::set);
        byte[] bytes = body.text().getBytes(StandardCharsets.UTF_8);
        boolean bodiless = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(body.status(), bodiless ? -1 : bytes.length);
        if (bodiless) {
            return;
        }
        OutputStream out = exchange.getResponseBody();
        out.write(bytes, 0, bytes.length / part);
        out.flush();
    }
}
