package com.sellerkit.site;

import com.sellerkit.platform.Json;
import com.sellerkit.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decides what a request for the application gets: a file, the page, its settings, or a refusal.
final class Site {

    private static final String INDEX = "index.html";
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private static final String REVALIDATE = "no-cache";
    private static final Pattern BASE = Pattern.compile("<base\\s+href=\"[^\"]*\"\\s*/?>");

    private final Assets assets;
    private final SiteSettings settings;
    private final Map<String, String> security;

    Site(Assets assets, SiteSettings settings) {
        this.assets = assets;
        this.settings = settings;
        this.security = SiteSecurity.headers(settings.connectSources());
    }

    /// Answers `GET` and `HEAD`; anything else is refused with `405`.
    SiteAnswer answer(SiteRequest request) {
        boolean head = request.method().equals("HEAD");
        if (!head && !request.method().equals("GET")) {
            return problem(
                            405,
                            "method-not-allowed",
                            "Method not allowed",
                            "This address can only be read.")
                    .with(Map.of("Allow", "GET, HEAD"))
                    .with(security);
        }
        SiteAnswer answer = content(request).with(security);
        return head ? answer.withoutBody() : answer;
    }

    private SiteAnswer content(SiteRequest request) {
        String path = request.path();
        if (path.equals("api") || path.startsWith("api/")) {
            return problem(404, "no-such-route", "Not found", "The API has no such address.");
        }
        if (path.equals("config.json")) {
            return config(request);
        }
        if (path.isEmpty() || path.equals(INDEX)) {
            return page(request);
        }
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Optional<AssetPath> asset = AssetPath.of(trimmed);
        if (asset.isEmpty()) {
            return gone();
        }
        return asset.get().isFile() ? file(asset.get(), request) : page(request);
    }

    private SiteAnswer config(SiteRequest request) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("authority", settings.authority());
        config.put("clientId", request.clientId());
        config.put("scope", SiteSettings.SCOPE);
        config.put("logoutUrl", settings.logoutUrl());
        config.put("region", settings.region());
        return new SiteAnswer(
                200,
                Map.of("Content-Type", "application/json", "Cache-Control", REVALIDATE),
                Json.bytes(config));
    }

    private SiteAnswer page(SiteRequest request) {
        Optional<byte[]> index = assets.read(INDEX);
        if (index.isEmpty()) {
            return problem(
                    503,
                    "site-not-built",
                    "Not available",
                    "This deployment was built without its browser application.");
        }
        String html = new String(index.get(), StandardCharsets.UTF_8);
        String base = "<base href=\"" + request.prefix() + "/\" />";
        byte[] body = BASE.matcher(html).replaceFirst(base).getBytes(StandardCharsets.UTF_8);
        return revalidated(MediaTypes.of("html"), body, request);
    }

    private SiteAnswer file(AssetPath path, SiteRequest request) {
        Optional<byte[]> plain = assets.read(path.value());
        if (plain.isEmpty()) {
            return gone();
        }
        String type = MediaTypes.of(path.extension());
        if (!path.isHashed()) {
            return revalidated(type, plain.get(), request);
        }
        Map<String, String> headers =
                Map.of(
                        "Content-Type", type,
                        "Cache-Control", IMMUTABLE,
                        "Vary", "Accept-Encoding");
        for (Encodings.Encoding encoding : Encodings.accepted(request.acceptEncoding())) {
            Optional<byte[]> smaller = assets.read(path.value() + encoding.extension());
            if (smaller.isPresent()) {
                return new SiteAnswer(200, headers, smaller.get())
                        .with(Map.of("Content-Encoding", encoding.name()));
            }
        }
        return new SiteAnswer(200, headers, plain.get());
    }

    private static SiteAnswer revalidated(String type, byte[] body, SiteRequest request) {
        String tag = "\"" + digest(body) + "\"";
        Map<String, String> headers =
                Map.of("Content-Type", type, "Cache-Control", REVALIDATE, "ETag", tag);
        if (matches(request.ifNoneMatch(), tag)) {
            return new SiteAnswer(304, headers, new byte[0]);
        }
        return new SiteAnswer(200, headers, body);
    }

    private static boolean matches(String ifNoneMatch, String tag) {
        if (ifNoneMatch.isBlank()) {
            return false;
        }
        for (String candidate : ifNoneMatch.split(",", 32)) {
            String seen = candidate.strip();
            if (seen.equals("*") || seen.equals(tag) || seen.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    /// A file of an older deployment: the page that asked for it has to load itself anew.
    private static SiteAnswer gone() {
        return problem(
                404,
                "no-such-file",
                "Not found",
                "There is no such file. Reload the page to get the current version.");
    }

    private static SiteAnswer problem(int status, String code, String title, String detail) {
        return new SiteAnswer(
                status,
                Map.of("Content-Type", Problem.MEDIA_TYPE, "Cache-Control", "no-store"),
                Json.bytes(Problem.of(status, code, title, detail).document()));
    }

    private static String digest(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
