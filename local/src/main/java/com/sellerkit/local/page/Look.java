package com.sellerkit.local.page;

/// Colours and escaping of the pages that one machine serves by itself.
public final class Look {
    /// Colours for light and dark, as CSS.
    public static final String COLOURS =
            """
            :root { color-scheme: light dark; --bg: #F5F6F8; --surface: #FFFFFF; --sunken: #EEF0F4; --hover: #F3F5F9;
              --border: #E0E4EA; --strong: #828C9B; --text: #12161D; --text-2: #434C5A; --accent: #2B57E0;
              --accent-hover: #2147C2; --link: #2147C2; --focus: #2B57E0; --pos: #08704A; --pos-soft: #E3F4EC;
              --warn: #855000; --warn-soft: #FCF0D9; --neg: #B3211F; --neg-soft: #FDEBEA; }
            @media (prefers-color-scheme: dark) { :root { --bg: #0C0F14; --surface: #141820; --sunken: #0F131A;
              --hover: #1C222C; --border: #272E39; --strong: #6E7989; --text: #ECEFF4; --text-2: #B4BDCA;
              --accent: #3B64EC; --accent-hover: #3158DA; --link: #92AEFF; --focus: #92AEFF; --pos: #57D39B;
              --pos-soft: #10291F; --warn: #F2BB5C; --warn-soft: #2E2310; --neg: #FF8E88; --neg-soft: #36181A; } }
            """;

    private Look() {}

    /// A text as it may stand in an element or in a quoted attribute.
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
