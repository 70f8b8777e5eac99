package com.sellerkit.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CompileTimeConstant;
import java.time.Duration;
import java.util.regex.Pattern;

/// One structured line of JSON on standard output for each finished step.
///
/// A line cannot carry free-form values: messages and names are compile-time constants, values are
/// ids, numbers, codes and class names. So nothing personal reaches a log by accident.
public final class Log {
    private static final ScopedValue<String> CORRELATION = ScopedValue.newInstance();
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/=-]{0,95}");
    private static final Pattern ROUTE = Pattern.compile("/[A-Za-z0-9/{}+._-]{0,95}");
    private static final String UNFIT = "[unfit]";

    private final String area;

    private Log(String area) {
        this.area = area;
    }

    /// The log of one part of the suite.
    ///
    /// @param area the part of the suite that speaks, such as `sync`
    public static Log to(@CompileTimeConstant final String area) {
        return new Log(area);
    }

    /// What happened.
    public void info(@CompileTimeConstant final String message, Field... fields) {
        write("INFO", message, fields);
    }

    /// What healed itself.
    public void warn(@CompileTimeConstant final String message, Field... fields) {
        write("WARN", message, fields);
    }

    /// What needs a hand.
    public void error(@CompileTimeConstant final String message, Field... fields) {
        write("ERROR", message, fields);
    }

    /// Does the work with every line, on this thread, carrying the correlation id.
    ///
    /// @param id the request's or message's id; one that is no code is written as `[unfit]`
    public static <R, X extends Throwable> R withCorrelation(
            String id, ScopedValue.CallableOp<R, X> work) throws X {
        return ScopedValue.where(CORRELATION, fit(id)).call(work);
    }

    /// As [#withCorrelation(String, ScopedValue.CallableOp)], for work that returns nothing.
    public static void correlated(String id, Runnable work) {
        ScopedValue.where(CORRELATION, fit(id)).run(work);
    }

    private void write(String level, String message, Field... fields) {
        ObjectNode line =
                Json.object()
                        .put("timestamp", new SystemTime().instant().toString())
                        .put("level", level)
                        .put("area", area)
                        .put("message", message);
        if (CORRELATION.isBound()) {
            line.put("correlationId", CORRELATION.get());
        }
        for (Field field : fields) {
            switch (field) {
                case Field.Word text -> line.put(text.name, text.value);
                case Field.Quantity number -> line.put(number.name, number.value);
            }
        }
        System.out.println(line);
    }

    private static String fit(String value) {
        return CODE.matcher(value).matches() ? value : UNFIT;
    }

    /// One named value of a log line; only ids, numbers, codes and class names exist.
    public abstract static sealed class Field {
        private Field() {}

        public static Field shop(ShopId id) {
            return new Word("shopId", id.value());
        }

        public static Field account(AccountId id) {
            return new Word("accountId", id.value());
        }

        public static Field connection(ConnectionId id) {
            return new Word("connectionId", id.value());
        }

        /// How many.
        public static Field count(@CompileTimeConstant final String name, long value) {
            return new Quantity(name, value);
        }

        /// How long the step took, as `millis`.
        public static Field millis(long value) {
            return new Quantity("millis", value);
        }

        /// How long the step took, as `millis`.
        public static Field millis(Duration value) {
            return new Quantity("millis", value.toMillis());
        }

        /// A code of ours or of the platform, as `code`.
        public static Field code(String value) {
            return new Word("code", fit(value));
        }

        /// A numeric code, such as the platform's, as `code`.
        public static Field code(long value) {
            return new Quantity("code", value);
        }

        /// How the step ended, as `outcome`: one word, such as the simple name of a sealed case.
        public static Field outcome(String value) {
            return new Word("outcome", fit(value));
        }

        /// A word from a closed set under a name of its own, such as a stream or a lane; a value
        /// that is not 1 to 96 characters of `A-Z a-z 0-9 . _ : / = -` is written as `[unfit]`.
        public static Field word(@CompileTimeConstant final String name, String value) {
            return new Word(name, fit(value));
        }

        /// The route of a request, as `route`: its template such as `/api/shops/{shopId}/orders`,
        /// never the path with what a caller put in it.
        public static Field route(String template) {
            return new Word("route", ROUTE.matcher(template).matches() ? template : UNFIT);
        }

        /// The kind of an exception, as `exception`: its class name, never its message.
        public static Field exception(Throwable thrown) {
            return new Word("exception", thrown.getClass().getName());
        }

        private static final class Word extends Field {
            private final String name;
            private final String value;

            private Word(String name, String value) {
                this.name = name;
                this.value = value;
            }
        }

        private static final class Quantity extends Field {
            private final String name;
            private final long value;

            private Quantity(String name, long value) {
                this.name = name;
                this.value = value;
            }
        }
    }
}
