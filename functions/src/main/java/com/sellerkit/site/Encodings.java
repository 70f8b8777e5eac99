package com.sellerkit.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which precompressed forms of a file a browser takes, the smallest first.
final class Encodings {

    /// One precompressed form: its content coding and the extension of its file.
    record Encoding(String name, String extension) {}

    private static final List<Encoding> KNOWN =
            List.of(new Encoding("br", ".br"), new Encoding("gzip", ".gz"));

    private Encodings() {}

    /// Reads an `Accept-Encoding` header; a coding with `q=0` is refused by the browser.
    static List<Encoding> accepted(String acceptEncoding) {
        List<Encoding> accepted = new ArrayList<>();
        for (Encoding encoding : KNOWN) {
            if (accepts(acceptEncoding, encoding.name())) {
                accepted.add(encoding);
            }
        }
        return List.copyOf(accepted);
    }

    private static boolean accepts(String header, String name) {
        for (String part : header.toLowerCase(Locale.ROOT).split(",", 16)) {
            String[] pieces = part.split(";", 4);
            if (!pieces[0].strip().equals(name)) {
                continue;
            }
            for (int i = 1; i < pieces.length; i++) {
                if (pieces[i].strip().matches("q=0(\\.0*)?")) {
                    return false;
                }
            }
            return true;
        }
        return false;
    }
}
