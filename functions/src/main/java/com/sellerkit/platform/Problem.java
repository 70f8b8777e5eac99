package com.sellerkit.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What went wrong for a person, as `application/problem+json` carries it (RFC 9457).
///
/// @param status the HTTP status, 400 to 599
/// @param code the stable word that programs decide on: lower-case words joined by `-`
/// @param title one short sentence, the same for every problem of this code
/// @param detail what to do about it, in plain words
/// @param errors the fields at fault, empty if the problem is none of a field
/// @param extra members of this code's own, empty for most
public record Problem(
        int status,
        String code,
        String title,
        String detail,
        List<FieldError> errors,
        ObjectNode extra) {
    /// The media type of a problem.
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+){0,7}");

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException(
                    "status %d of a problem; allowed is 400 to 599".formatted(status));
        }
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("code of a problem: lower-case words joined by -");
        }
        errors = List.copyOf(errors);
    }

    /// A problem that is none of a field.
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, List.of(), Json.object());
    }

    /// This problem with one more field at fault.
    public Problem with(FieldError error) {
        List<FieldError> more = new ArrayList<>(errors);
        more.add(error);
        return new Problem(status, code, title, detail, more, extra);
    }

    /// This problem with a member of its own.
    public Problem with(String member, Object value) {
        ObjectNode more = extra.deepCopy();
        more.set(member, Json.mapper().valueToTree(value));
        return new Problem(status, code, title, detail, errors, more);
    }

    /// The document: `type` (`about:blank`), `title`, `status`, `detail`, `code`, then `errors` if
    /// there are any, then the members of [#extra()].
    public ObjectNode document() {
        ObjectNode document =
                Json.object()
                        .put("type", "about:blank")
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail)
                        .put("code", code);
        if (!errors.isEmpty()) {
            document.set("errors", Json.mapper().valueToTree(errors));
        }
        document.setAll(extra);
        return document;
    }

    /// One field at fault.
    ///
    /// @param field the name or dotted path that the caller used
    /// @param seen what arrived, cut at 64 characters; absent if it was missing or must not be
    ///   repeated
    /// @param allowed what would have been accepted
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record FieldError(String field, Optional<String> seen, String allowed) {
        private static final int SEEN_LENGTH_MAX = 64;

        public FieldError {
            seen =
                    seen.map(text ->
                            text.length() > SEEN_LENGTH_MAX
                                    ? text.substring(0, SEEN_LENGTH_MAX)
                                    : text);
        }
    }
}
