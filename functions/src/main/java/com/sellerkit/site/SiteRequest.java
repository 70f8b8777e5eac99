package com.sellerkit.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/// What the site needs of an API Gateway proxy event.
///
/// @param method in capitals
/// @param path of the resource, relative to the stage, without a leading slash
/// @param prefix what stands before it in the browser's address: empty, or such as `/prod`
/// @param clientId the application's id at the sign-in service, which the stage names
record SiteRequest(
        String method,
        String path,
        String prefix,
        String clientId,
        String acceptEncoding,
        String ifNoneMatch) {

    private static final String PREFIX_ALLOWED = "(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){1,8}";

    static SiteRequest parse(JsonNode event) {
        String path = text(event.path("path")).orElse("/");
        String asSeen = text(event.path("requestContext").path("path")).orElse(path);
        // Behind a custom domain `path` carries the base path too; the matched parameter never
        // does.
        String resource =
                text(event.path("pathParameters").path("proxy"))
                        .orElse("/".equals(text(event.path("resource")).orElse("")) ? "" : path);
        String relative = resource.startsWith("/") ? resource.substring(1) : resource;
        return new SiteRequest(
                text(event.path("httpMethod")).orElse("GET"),
                relative,
                prefix(asSeen, relative),
                text(event.path("stageVariables").path("oidcClientId")).orElse(""),
                header(event, "Accept-Encoding"),
                header(event, "If-None-Match"));
    }

    private static String prefix(String asSeen, String relative) {
        String whole = asSeen.endsWith("/") ? asSeen.substring(0, asSeen.length() - 1) : asSeen;
        String tail = relative.isEmpty() ? "" : "/" + relative;
        String trimmed = tail.endsWith("/") ? tail.substring(0, tail.length() - 1) : tail;
        if (!whole.endsWith(trimmed)) {
            return "";
        }
        String prefix = whole.substring(0, whole.length() - trimmed.length());
        return prefix.matches(PREFIX_ALLOWED) ? prefix : "";
    }

    private static String header(JsonNode event, String name) {
        for (Map.Entry<String, JsonNode> header : event.path("headers").properties()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return text(header.getValue()).orElse("");
            }
        }
        return "";
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
