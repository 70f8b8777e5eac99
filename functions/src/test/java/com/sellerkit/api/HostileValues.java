package com.sellerkit.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Values that programs have stumbled over; each text bears a marker, so that it can be found where
/// it must not be.
public final class HostileValues {
    /// Found in everything hostile that is text.
    public static final String MARKER = "zq81marker";

    private static final List<String> TEXTS =
            List.of(
                    MARKER,
                    MARKER + ".person@example.com",
                    MARKER + " +1 303 555 0199",
                    "' OR 1=1 -- " + MARKER,
                    "<script>alert('" + MARKER + "')</script>",
                    "\"><base href=//" + MARKER + ".example.com/>",
                    "${jndi:ldap://127.0.0.1/" + MARKER + "}",
                    "{{" + MARKER + "}}$(" + MARKER + ")`" + MARKER + "`",
                    "../../../../etc/passwd#" + MARKER,
                    "..%2f..%2f" + MARKER,
                    "%00" + MARKER,
                    MARKER + "\u0000",
                    MARKER + "\r\nSet-Cookie: " + MARKER + "=1",
                    MARKER + "\n{\"level\":\"ERROR\"}",
                    "\u202e" + MARKER + "\u2066\u2069",
                    MARKER + "\u0301".repeat(200),
                    "\ud83d\udc69\u200d\ud83d\udc67 " + MARKER,
                    "\ufeff" + MARKER,
                    "\uffff" + MARKER + "\u2028",
                    MARKER + "x".repeat(5_000),
                    MARKER + "\u00fc".repeat(40_000),
                    "__proto__." + MARKER,
                    "arn:aws:iam::000000000000:role/" + MARKER);

    private static final List<String> BARE =
            List.of(
                    "",
                    " ",
                    "null",
                    "undefined",
                    "true",
                    "NaN",
                    "-0",
                    "-1",
                    "0",
                    "1.5",
                    "1e400",
                    "0x10",
                    "101",
                    "2147483648",
                    "9007199254740993",
                    "9223372036854775808",
                    "18446744073709551616",
                    "9".repeat(400),
                    "\u0667\u0660\u0660\u0661",
                    "\uff17\uff10\uff10\uff11",
                    "007001",
                    "7001\n",
                    "7001 ",
                    "7001,7002",
                    "7001%00",
                    "7001/../7002",
                    "*",
                    "[]",
                    "{}",
                    ".",
                    "..",
                    "2026-13-45T99:99:99Z",
                    "2026-11-22",
                    "2026-11-22T10:15Z",
                    "+999999999-12-31T23:59:59Z",
                    "0000-00-00T00:00:00Z",
                    "e30",
                    "AAAAAAAAAAAAAAAAAAAA",
                    "eyJhIjoxfQ==");

    private static final List<String> JSON =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1.5",
                    "1e400",
                    "9007199254740993",
                    "123456789012345678901234567890",
                    "[]",
                    "{}",
                    "[[]]",
                    "[null]",
                    "[1,\"2\",{}]",
                    "{\"" + MARKER + "\":[]}",
                    "\"\"",
                    "\"\\u0000" + MARKER + "\"",
                    "\"\\ud800" + MARKER + "\"",
                    "\"\\udc00\\ud800\"",
                    "\"a\\udfff\"",
                    "\"\\ud83d\"",
                    "\"\\ud83da\"",
                    "[".repeat(50) + "]".repeat(50),
                    "[" + "\"" + MARKER + "\",".repeat(500) + "1]");

    private static final List<byte[]> BODIES =
            List.of(
                    bytes(""),
                    bytes(" "),
                    bytes("{"),
                    bytes("}"),
                    bytes("[]"),
                    bytes("null"),
                    bytes("7"),
                    bytes("\"" + MARKER + "\""),
                    bytes("{} {}"),
                    bytes("{\"a\":1,\"a\":2}"),
                    bytes("{'a':1}"),
                    bytes("{\"a\":1,}"),
                    bytes("{/*" + MARKER + "*/}"),
                    bytes("{\"a\":NaN}"),
                    bytes("{\"a\":01}"),
                    bytes("a=" + MARKER + "&b=2"),
                    bytes("<a>" + MARKER + "</a>"),
                    bytes("\ufeff{}"),
                    bytes("[".repeat(60_000)),
                    bytes("{\"a\":".repeat(10_000)),
                    bytes("{\"a\":" + "9".repeat(20_000) + "}"),
                    bytes("{\"a\":1e999999999}"),
                    bytes("{\"" + "k".repeat(60_000) + "\":1}"),
                    bytes("{\"a\":\"" + MARKER.repeat(10_000) + "\"}"),
                    "{\"a\":1}".getBytes(StandardCharsets.UTF_16),
                    new byte[] {(byte) 0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0},
                    new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'},
                    new byte[] {
                        '{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'
                    },
                    new byte[] {0, 0, 0, 0});

    private HostileValues() {}

    /// A text for a parameter, a header or a field.
    public static String text(Random random) {
        List<String> from = random.nextBoolean() ? TEXTS : BARE;
        return from.get(random.nextInt(from.size()));
    }

    /// A JSON value of any type, as it is written.
    public static String json(Random random) {
        return JSON.get(random.nextInt(JSON.size()));
    }

    /// A whole body, seldom of JSON.
    public static byte[] body(Random random) {
        if (random.nextInt(6) == 0) {
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            return noise;
        }
        return BODIES.get(random.nextInt(BODIES.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
