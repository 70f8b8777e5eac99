package com.sellerkit.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/// Everything under `/_control`: the page, its stylesheet and the JSON API.
final class Control {
    static final String PAGE_PATH = "/_control";

    private final String stylesheet = read("sandbox.css");

    Control(Platform platform, SandboxControl control) {}

    static boolean serves(String path) {
        return path.equals(PAGE_PATH) || path.startsWith(PAGE_PATH + "/");
    }

    Answer answer(Request request) {
        if (request.path().equals(Html.STYLESHEET_PATH)) {
            return new Answer.Body(200, "text/css; charset=utf-8", stylesheet, Map.of(), 0);
        }
        return Answer.html(404, Html.page("Not here", "<h1>Nothing is at this address</h1>"));
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
