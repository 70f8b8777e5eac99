package com.sellerkit.tiktok;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/// What the platform signs of a request: path, sorted query with decoded values, and the exact
/// body.
final class BaseString {
    private BaseString() {}

    /// @param path the path alone, without host, query or trailing slash
    /// @param query decoded names and values; `sign` and `access_token` are left out here
    /// @param body the exact bytes sent; empty for none
    /// @param contentType the media type; a multipart body is never signed, boundary or not
    static byte[] of(
            String path, SortedMap<String, String> query, byte[] body, String contentType) {
        StringBuilder text = new StringBuilder(path);
        query.forEach((name, value) -> {
            if (!name.equals("sign") && !name.equals("access_token")) {
                text.append(name).append(value);
            }
        });
        ByteArrayOutputStream base = new ByteArrayOutputStream(text.length() + body.length);
        base.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        if (!contentType.strip().startsWith("multipart/form-data")) {
            base.writeBytes(body);
        }
        return base.toByteArray();
    }
}
