package com.sellerkit.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The options of the stand-in when it runs on its own.
final class CommandLine {
    static final String HELP =
            """
            Usage: java -cp ... com.sellerkit.sandbox.Sandbox [options]
            A stand-in for the TikTok Shop Open Platform on 127.0.0.1.

              --port N              the port to listen on (default 8082; 0 takes any free one)
              --seed N              what the world is generated from (default 1)
              --frozen-at INSTANT   stop the world there, such as 2026-11-01T00:00:00Z (default: it runs)
              --state-file PATH     keep grants and edits there across restarts (default: in memory)
              --redirect-url URL    where consent sends the seller back to
                                    (default http://127.0.0.1:8080/connect/callback)
              --webhook-url URL     where webhooks are delivered to (default: none are)
              --app-key KEY         the app's key (default sandbox-app-key)
              --app-secret SECRET   the app's secret (default sandbox-app-secret-not-a-real-one)
              --service-id ID       the app's id in the authorize link (default 7000000000000000001)
              --orders SHOP=N       the size of a shop's history, up to 1000000; may be repeated
              --help                this text
            """;

    private CommandLine() {}

    /// What the arguments ask for; empty when it was the help, which is then printed.
    ///
    /// @throws IllegalArgumentException if an argument is unknown or has no usable value
    static Optional<SandboxConfig> config(String[] args) {
        SandboxConfig config = SandboxConfig.defaults().withPort(8082);
        for (int i = 0; i < args.length; i += 2) {
            if (args[i].equals("--help")) {
                System.out.print(HELP);
                return Optional.empty();
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " is missing its value");
            }
            config = with(config, args[i], args[i + 1]);
        }
        return Optional.of(config);
    }

    private static SandboxConfig with(SandboxConfig config, String option, String value) {
        return switch (option) {
            case "--port" -> config.withPort((int) number(option, value));
            case "--seed" -> config.withSeed(number(option, value));
            case "--frozen-at" -> config.withClock(SandboxClock.frozenAt(instant(value)));
            case "--state-file" -> config.withStateFile(Path.of(value));
            case "--redirect-url" -> config.withRedirectUrl(URI.create(value));
            case "--webhook-url" -> config.withWebhookUrl(URI.create(value));
            case "--app-key" -> config.withApp(value, config.appSecret(), config.serviceId());
            case "--app-secret" -> config.withApp(config.appKey(), value, config.serviceId());
            case "--service-id" -> config.withApp(config.appKey(), config.appSecret(), value);
            case "--orders" -> sized(config, value);
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private static SandboxConfig sized(SandboxConfig config, String value) {
        int equals = value.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("--orders was " + value + "; it must be SHOP=N");
        }
        return config.withShopSize(
                value.substring(0, equals), (int) number("--orders", value.substring(equals + 1)));
    }

    private static long number(String option, String value) {
        if (!value.matches("-?[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    option + " was " + value + "; it must be a whole number");
        }
        return Long.parseLong(value);
    }

    private static Instant instant(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--frozen-at was " + value + "; it must look like 2026-11-01T00:00:00Z", e);
        }
    }
}
