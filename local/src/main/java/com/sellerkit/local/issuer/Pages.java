package com.sellerkit.local.issuer;

import com.sellerkit.local.page.Look;

/// The issuer's pages: plain HTML that needs no script, in light and dark.
final class Pages {
    static final String STYLE =
            Look.COLOURS
                    + """
                    * { box-sizing: border-box; }
                    body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--bg);
                      color: var(--text); font: 0.875rem/1.43 Inter, system-ui, sans-serif; }
                    main { width: 100%; max-width: 368px; background: var(--surface); border: 1px solid var(--border);
                      border-radius: 10px; padding: 32px; }
                    .brand { margin: 0 0 24px; font-weight: 600; letter-spacing: -0.01em; }
                    h1 { margin: 0 0 4px; font-size: 1.25rem; line-height: 1.4; letter-spacing: -0.01em; }
                    p { margin: 0 0 20px; color: var(--text-2); }
                    label { display: block; margin: 0 0 4px; font-weight: 500; }
                    input { width: 100%; height: 40px; margin: 0 0 16px; padding: 0 12px; font: inherit; font-size: 1rem;
                      color: var(--text); background: var(--surface); border: 1px solid var(--strong); border-radius: 6px; }
                    .hint { margin: -12px 0 16px; font-size: 0.75rem; }
                    button { width: 100%; height: 40px; font: inherit; font-weight: 500; color: #FFFFFF; background: var(--accent);
                      border: 1px solid transparent; border-radius: 6px; cursor: pointer; }
                    button:hover { background: var(--accent-hover); }
                    a { color: var(--link); }
                    :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
                    .error { margin: 0 0 16px; padding: 8px 12px; color: var(--neg); background: var(--neg-soft); border-radius: 6px; }
                    .more { margin: 20px 0 0; }
                    .note { margin: 24px 0 0; padding: 16px 0 0; border-top: 1px solid var(--border); font-size: 0.75rem; }
                    """;

    private static final String NOTE =
            "This sign-in service runs on this machine only, in the place of Amazon Cognito.";

    private Pages() {}

    static String signIn(String query, String email, String error) {
        return page(
                "Sign in",
                """
                <h1>Sign in</h1>
                <p>to your SellerKit account</p>
                %s<form method="post" action="/login?%s">
                <label for="email">Email address</label>
                <input id="email" name="email" type="email" autocomplete="username" required maxlength="254" value="%s"%s>
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="256"%s>
                <button id="submit" type="submit">Sign in</button>
                </form>
                <p class="more">New here? <a id="to-sign-up" href="/signup?%s">Create an account</a></p>
                """
                        .formatted(
                                error(error),
                                Look.escape(query),
                                Look.escape(email),
                                focus(email.isEmpty()),
                                focus(!email.isEmpty()),
                                Look.escape(query)));
    }

    static String signUp(String query, String email, String error) {
        return page(
                "Create an account",
                """
                <h1>Create an account</h1>
                <p>It lives on this machine; no mail is sent.</p>
                %s<form method="post" action="/signup?%s">
                <label for="email">Email address</label>
                <input id="email" name="email" type="email" autocomplete="username" required maxlength="254" value="%s" autofocus>
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="new-password" required minlength="12" maxlength="256" aria-describedby="rule">
                <p class="hint" id="rule">At least 12 characters, with a lower-case letter and a number.</p>
                <label for="password-again">Password again</label>
                <input id="password-again" name="password-again" type="password" autocomplete="new-password" required maxlength="256">
                <button id="submit" type="submit">Create account</button>
                </form>
                <p class="more">Have an account? <a id="to-sign-in" href="/login?%s">Sign in</a></p>
                """
                        .formatted(
                                error(error),
                                Look.escape(query),
                                Look.escape(email),
                                Look.escape(query)));
    }

    static String problem(String title, String detail) {
        return page(
                title, "<h1>" + Look.escape(title) + "</h1>\n<p>" + Look.escape(detail) + "</p>\n");
    }

    private static String page(String title, String content) {
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s · SellerKit</title>
        <link rel="stylesheet" href="/style.css">
        <link rel="icon" href="data:,">
        </head>
        <body>
        <main>
        <div class="brand">SellerKit</div>
        %s<p class="note">%s</p>
        </main>
        </body>
        </html>
        """
                .formatted(Look.escape(title), content, NOTE);
    }

    private static String error(String error) {
        return error.isEmpty()
                ? ""
                : "<div class=\"error\" role=\"alert\">" + Look.escape(error) + "</div>\n";
    }

    private static String focus(boolean here) {
        return here ? " autofocus" : "";
    }
}
