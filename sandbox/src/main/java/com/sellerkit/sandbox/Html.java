package com.sellerkit.sandbox;

/// The frame that the stand-in's own pages share, and the escaping that everything in them goes
/// through.
final class Html {
    static final String STYLESHEET_PATH = "/_control/sandbox.css";

    private Html() {}

    /// A whole page. The body must be escaped already.
    static String page(String title, String body) {
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s – TikTok Shop stand-in</title>
        <link rel="stylesheet" href="%s">
        <link rel="icon" href="data:,">
        </head>
        <body>
        <header class="banner"><strong>TikTok Shop stand-in</strong> <span>Not TikTok. Invented shops, invented buyers.</span></header>
        <main>
        %s
        </main>
        </body>
        </html>
        """
                .formatted(escape(title), STYLESHEET_PATH, body);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
