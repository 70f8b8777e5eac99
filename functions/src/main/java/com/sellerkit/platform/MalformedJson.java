package com.sellerkit.platform;

/// A text was not one JSON document; tells where, never what.
public final class MalformedJson extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    MalformedJson(String what, long offset) {
        super("%s JSON at character %d".formatted(what, offset));
        this.offset = offset;
    }

    /// The character where reading stopped, from 0.
    public long offset() {
        return offset;
    }
}
