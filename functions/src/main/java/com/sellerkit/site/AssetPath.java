package com.sellerkit.site;

import java.util.Optional;
import java.util.regex.Pattern;

/// The relative path of a file of the application, such as `assets/index-4f2a.js`.
///
/// Only letters, digits and `. _ -` are allowed, at most 200 characters and 8 segments, and no
/// segment starts with a dot, so a path can name nothing outside the folder it is read from.
record AssetPath(String value) {

    private static final int LENGTH_MAX = 200;
    private static final Pattern ALLOWED =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,7}");

    /// The path named by a request, or empty when it cannot name a file.
    static Optional<AssetPath> of(String requested) {
        if (requested.length() > LENGTH_MAX || !ALLOWED.matcher(requested).matches()) {
            return Optional.empty();
        }
        return Optional.of(new AssetPath(requested));
    }

    /// Whether the last segment has an extension. A path without one is a page of the application.
    boolean isFile() {
        return extension().length() > 0;
    }

    /// Whether the build puts a content hash into the name, so that the content never changes.
    boolean isHashed() {
        return value.startsWith("assets/");
    }

    String extension() {
        int slash = value.lastIndexOf('/');
        int dot = value.lastIndexOf('.');
        return dot > slash ? value.substring(dot + 1) : "";
    }
}
