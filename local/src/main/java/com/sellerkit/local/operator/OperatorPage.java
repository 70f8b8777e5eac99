package com.sellerkit.local.operator;

import com.sellerkit.local.engines.BusService;
import com.sellerkit.local.engines.QueueEngine;
import com.sellerkit.local.events.AsyncInvoker;
import com.sellerkit.local.events.Scheduler;
import com.sellerkit.local.host.FunctionHost;
import com.sellerkit.local.page.Look;
import com.sellerkit.local.template.Template;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/// Shows whoever operates the suite on this machine what it does, and lets them act on it.
///
/// There is no sign-in, so that nothing can be done in somebody's name; a request from another
/// site, or under another name for this machine, is refused.
public final class OperatorPage implements AutoCloseable {
    private static final int LOG_LINES_MAX = 300;
    private static final int FORM_BYTES_MAX = 4_096;
    private static final Map<String, String> SAID =
            Map.of(
                    "run", "The schedule was run.",
                    "moved", "The messages were moved back.",
                    "kept",
                            "Some messages stayed, as they are not understood or nobody can tell where they came from; the others were moved back.",
                    "deleted", "The messages were deleted.");

    private final Parts parts;
    private final DeadLetters letters;
    private final HttpServer server;
    private final Set<String> names;

    /// What the page shows and acts on.
    ///
    /// @param prefix of the queues' names, left out where they are shown
    /// @param standIn where the stand-in for TikTok Shop is steered; empty when there is none
    public record Parts(
            Template template,
            FunctionHost host,
            QueueEngine queues,
            AsyncInvoker invoker,
            BusService bus,
            Scheduler scheduler,
            String prefix,
            URI app,
            Optional<URI> standIn) {}

    private record Answer(int status, Optional<String> location, String type, String body) {}

    /// Opens the page on a port of the loopback address; port 0 takes any.
    ///
    /// @throws UncheckedIOException when the port is taken
    public OperatorPage(int port, Parts parts) {
        this.parts = parts;
        this.letters = new DeadLetters(parts.template(), parts.queues(), parts.invoker());
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int taken = server.getAddress().getPort();
        this.names = Set.of("localhost:" + taken, "127.0.0.1:" + taken, "[::1]:" + taken);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /// Where it is.
    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (RuntimeException e) {
                answer =
                        html(
                                500,
                                view().problem(
                                                "Something did not answer",
                                                "An engine of this machine could not be asked. Its log may say why."));
            }
            send(exchange, answer);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        if (!names.contains(header(exchange, "Host"))) {
            return html(
                    403,
                    view().problem("Not here", "This page answers to " + address() + " only."));
        }
        String path = exchange.getRequestURI().getRawPath();
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> read(path, exchange.getRequestURI());
            case "POST" ->
                    isOwn(exchange)
                            ? act(path, form(exchange))
                            : html(
                                    403,
                                    view().problem(
                                                    "Refused",
                                                    "The request came from another site. Nothing was done."));
            default -> html(405, view().problem("Not allowed", "Only GET and POST are answered."));
        };
    }

    /// Whether a form of this page sent it. Browsers say where a form came from, and no page can
    /// make them say otherwise.
    private boolean isOwn(HttpExchange exchange) {
        String site = header(exchange, "Sec-Fetch-Site");
        return header(exchange, "Origin").equals("http://" + header(exchange, "Host"))
                && (site.isEmpty() || site.equals("same-origin"));
    }

    private Answer read(String path, URI uri) throws IOException {
        if (path.equals("/")) {
            return html(200, overview(said(uri)));
        }
        if (path.equals("/operator.css")) {
            return new Answer(
                    200, Optional.empty(), "text/css; charset=utf-8", Look.COLOURS + asset(path));
        }
        if (path.equals("/operator.js")) {
            return new Answer(200, Optional.empty(), "text/javascript; charset=utf-8", asset(path));
        }
        String[] segments = path.substring(1).split("/", -1);
        if (segments.length == 2 && segments[0].equals("logs") && isFunction(segments[1])) {
            List<String> lines = parts.host().lines(segments[1]);
            return html(
                    200,
                    view().log(
                                    segments[1],
                                    lines.subList(
                                            Math.max(0, lines.size() - LOG_LINES_MAX),
                                            lines.size())));
        }
        if (segments[0].equals("dead-letters") && letters.takes(queue(segments))) {
            String queue = queue(segments);
            if (segments.length == 2) {
                List<DeadLetters.Letter> first = letters.first(queue);
                return html(200, view().letters(queue, label(queue), waiting(queue), first));
            }
            if (segments.length == 3 && segments[2].equals("deletion")) {
                return html(200, view().deletion(queue, label(queue), waiting(queue)));
            }
        }
        return nothing();
    }

    private Answer act(String path, Map<String, String> form) {
        if (path.equals("/schedules/run")) {
            return parts.scheduler().fireNow(form.getOrDefault("rule", "")) ? to("run") : nothing();
        }
        String[] segments = path.substring(1).split("/", -1);
        if (segments.length != 3
                || !segments[0].equals("dead-letters")
                || !letters.takes(queue(segments))) {
            return nothing();
        }
        String queue = queue(segments);
        return switch (segments[2]) {
            case "back" -> to(letters.moveBack(queue).kept() == 0 ? "moved" : "kept");
            case "deletion" -> {
                parts.queues().purge(queue);
                yield to("deleted");
            }
            default -> nothing();
        };
    }

    private String overview(String said) {
        List<OperatorView.Depth> depths =
                parts.template().queues().stream()
                        .map(queue ->
                                new OperatorView.Depth(
                                        queue.name(),
                                        label(queue.name()),
                                        parts.queues().depth(queue.name()),
                                        letters.takes(queue.name())))
                        .toList();
        return view().overview(
                        new OperatorView.Links(parts.app(), parts.standIn()),
                        parts.host().usage(),
                        depths,
                        parts.bus().lastTold(),
                        parts.scheduler().planned(),
                        said);
    }

    private static String said(URI uri) {
        String query = Optional.ofNullable(uri.getQuery()).orElse("");
        return query.startsWith("said=")
                ? SAID.getOrDefault(query.substring("said=".length()), "")
                : "";
    }

    private int waiting(String queue) {
        return parts.queues().depth(queue).getOrDefault("waiting", 0);
    }

    private boolean isFunction(String id) {
        return parts.template().functions().stream().anyMatch(function -> function.id().equals(id));
    }

    private static String queue(String[] segments) {
        return segments.length < 2 ? "" : decode(segments[1]);
    }

    private String label(String queue) {
        return queue.startsWith(parts.prefix()) ? queue.substring(parts.prefix().length()) : queue;
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(FORM_BYTES_MAX);
        String[] pair = new String(body, StandardCharsets.UTF_8).split("=", 2);
        return pair.length == 2 ? Map.of(decode(pair[0]), decode(pair[1])) : Map.of();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private static String asset(String path) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(
                        OperatorPage.class.getResourceAsStream(path.substring(1)), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static OperatorView view() {
        return new OperatorView(Instant.now());
    }

    private Answer nothing() {
        return html(
                404,
                view().problem(
                                "Not found",
                                "There is nothing here any more. Begin with the overview."));
    }

    private static Answer html(int status, String body) {
        return new Answer(status, Optional.empty(), "text/html; charset=utf-8", body);
    }

    private static Answer to(String said) {
        return new Answer(303, Optional.of("/?said=" + said), "text/plain", "");
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        // A form has to say where it comes from, so the referrer may not be left out altogether.
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
                        + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        answer.location().ifPresent(location -> headers.set("Location", location));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
