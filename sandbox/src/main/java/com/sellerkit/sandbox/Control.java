package com.sellerkit.sandbox;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Everything under `/_control`: the page, its stylesheet, and the JSON API that the page's forms
/// use too.
final class Control {
    static final String PAGE_PATH = "/_control";
    static final String ACT_PATH = "/_control/act";
    static final String API_PATH = "/_control/api";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final String stylesheet = read("sandbox.css");
    private final ControlApi api;
    private final ControlPage page;

    Control(Platform platform, SandboxControl control) {
        this.api = new ControlApi(control);
        this.page = new ControlPage(platform, control);
    }

    static boolean serves(String path) {
        return path.equals(PAGE_PATH) || path.startsWith(PAGE_PATH + "/");
    }

    Answer answer(Request request) {
        if (!local(request)) {
            return problem(403, "The control answers only pages and programs of this machine.");
        }
        return switch (request.path()) {
            case Html.STYLESHEET_PATH ->
                    new Answer.Body(200, "text/css; charset=utf-8", stylesheet, Map.of(), 0);
            case PAGE_PATH -> Answer.html(200, page.html(""));
            case ACT_PATH -> act(request);
            default -> api(request);
        };
    }

    // A page elsewhere could otherwise post here from the developer's browser, or reach here
    // through a name it controls.
    private static boolean local(Request request) {
        String host = request.header("Host").orElse("");
        int port = host.lastIndexOf(':');
        String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
        boolean sameOrigin =
                request.header("Origin")
                        .map(origin -> origin.equals("http://" + host))
                        .orElse(true);
        return LOOPBACK.contains(name) && sameOrigin;
    }

    private Answer api(Request request) {
        if (!request.path().startsWith(API_PATH + "/")) {
            return Answer.html(404, Html.page("Not here", "<h1>Nothing is at this address</h1>"));
        }
        Optional<JsonNode> body = json(request);
        if (request.bodyTooLarge() || body.isEmpty()) {
            return problem(400, "The body must be a JSON object of at most 1 MiB.");
        }
        return api.answer(
                request.method(), request.path().substring(API_PATH.length()), body.get());
    }

    // A form names the API call that it stands for, and brings its fields as the body.
    private Answer act(Request request) {
        if (!request.method().equals("POST")) {
            return Answer.redirect(303, PAGE_PATH);
        }
        Map<String, String> form;
        try {
            form = QueryString.parse(request.bodyText()).firstValues();
        } catch (IllegalArgumentException e) {
            return Answer.html(400, page.html("The form is not well formed."));
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        form.forEach(body::put);
        Answer.Body result =
                api.answer(
                        form.getOrDefault("_method", "POST"), form.getOrDefault("_path", ""), body);
        if (result.status() < 400) {
            return Answer.redirect(303, PAGE_PATH);
        }
        return Answer.html(result.status(), page.html(errorIn(result)));
    }

    private static String errorIn(Answer.Body result) {
        try {
            return MAPPER.readTree(result.text()).path("error").asText();
        } catch (JacksonException e) {
            throw new IllegalStateException("the control API answers JSON", e);
        }
    }

    private static Optional<JsonNode> json(Request request) {
        if (request.body().length == 0) {
            return Optional.of(JsonNodeFactory.instance.objectNode());
        }
        try {
            return Optional.of(MAPPER.readTree(request.bodyText())).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static Answer.Body problem(int status, String error) {
        return Answer.json(status, JsonNodeFactory.instance.objectNode().put("error", error), 0);
    }

    private static String read(String resource) {
        try (InputStream in = Control.class.getResourceAsStream(resource)) {
            return new String(
                    Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }
}
