package com.sellerkit.connect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a browser brings along from the callback to the completion: which one, and proof that it
/// was there.
record Cookie(String completionId, String secret) {
    private static final Pattern FORM =
            Pattern.compile("(?<id>[A-Za-z0-9_-]{10,64})\\.(?<secret>[A-Za-z0-9_-]{43})");

    static Optional<Cookie> parse(String value) {
        Matcher form = FORM.matcher(value);
        return form.matches()
                ? Optional.of(new Cookie(form.group("id"), form.group("secret")))
                : Optional.empty();
    }

    boolean opens(Pending pending) {
        return Digests.matches(secret, pending.cookieDigest());
    }

    String value() {
        return completionId + "." + secret;
    }

    @Override
    public String toString() {
        return "Cookie[" + completionId + "]";
    }
}
