package com.sellerkit.platform;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The environment that the template gives a function, read once and checked.
///
/// A function names what it needs by [#needing(Name...)]; one error then tells everything that is
/// missing or malformed, instead of the first of it.
public final class Settings {
    private final Map<String, String> environment;

    private Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// The settings of this process.
    public static Settings fromEnvironment() {
        return new Settings(System.getenv());
    }

    /// Settings for tests and for running in one process.
    public static Settings of(Map<String, String> environment) {
        return new Settings(environment);
    }

    /// These settings, once all the named ones are known to be present and well formed.
    ///
    /// @throws InvalidSettings naming every one that is not
    public Settings needing(Name... names) {
        List<String> faults = new ArrayList<>();
        for (Name name : names) {
            name.fault(environment.get(name.name()))
                    .ifPresent(fault -> faults.add(name.name() + " " + fault));
        }
        if (!faults.isEmpty()) {
            throw new InvalidSettings(faults);
        }
        return this;
    }

    public String accountsTable() {
        return text(Name.ACCOUNTS_TABLE);
    }

    public String shopsTable() {
        return text(Name.SHOPS_TABLE);
    }

    public String ledgerTable() {
        return text(Name.LEDGER_TABLE);
    }

    public String vaultTable() {
        return text(Name.VAULT_TABLE);
    }

    public String branchKeysTable() {
        return text(Name.BRANCH_KEYS_TABLE);
    }

    public String branchKeyStoreName() {
        return text(Name.BRANCH_KEY_STORE_NAME);
    }

    /// The KMS key under which tokens are sealed.
    public String tokenKeyArn() {
        return text(Name.TOKEN_KEY_ARN);
    }

    /// The KMS key that wraps the shops' branch keys.
    public String shopKeyArn() {
        return text(Name.SHOP_KEY_ARN);
    }

    public String liveQueueUrl() {
        return text(Name.LIVE_QUEUE_URL);
    }

    public String chatQueueUrl() {
        return text(Name.CHAT_QUEUE_URL);
    }

    public String backfillQueueUrl() {
        return text(Name.BACKFILL_QUEUE_URL);
    }

    /// Where webhooks put what they were told.
    public String notificationQueueUrl() {
        return text(Name.NOTIFICATION_QUEUE_URL);
    }

    /// Where messages of the live queue end that failed to the last.
    public String liveDeadLettersUrl() {
        return text(Name.LIVE_DEAD_LETTERS_URL);
    }

    /// The same of the chat queue.
    public String chatDeadLettersUrl() {
        return text(Name.CHAT_DEAD_LETTERS_URL);
    }

    /// The same of the backfill queue.
    public String backfillDeadLettersUrl() {
        return text(Name.BACKFILL_DEAD_LETTERS_URL);
    }

    /// The same of notifications.
    public String notificationDeadLettersUrl() {
        return text(Name.NOTIFICATION_DEAD_LETTERS_URL);
    }

    /// Where the platform's webhooks arrive; empty, which is also what is meant by `none`, if it
    /// cannot reach this installation.
    public Optional<URI> webhookAddress() {
        needing(Name.WEBHOOK_ADDRESS);
        return Optional.ofNullable(environment.get(Name.WEBHOOK_ADDRESS.name()))
                .filter(address -> !address.isBlank() && !address.equals(Kind.NONE))
                .map(URI::create);
    }

    public String busName() {
        return text(Name.BUS_NAME);
    }

    /// The secret that holds the application's key, secret and service id.
    public String appSecretArn() {
        return text(Name.APP_SECRET_ARN);
    }

    public URI tiktokApiHost() {
        return URI.create(text(Name.TIKTOK_API_HOST));
    }

    public URI tiktokAuthHost() {
        return URI.create(text(Name.TIKTOK_AUTH_HOST));
    }

    /// Where sellers of shops in the United States authorize.
    public URI tiktokAuthorizeHostUs() {
        return URI.create(text(Name.TIKTOK_AUTHORIZE_HOST_US));
    }

    /// Where sellers of all other shops authorize.
    public URI tiktokAuthorizeHostRow() {
        return URI.create(text(Name.TIKTOK_AUTHORIZE_HOST_ROW));
    }

    /// How often orders are read, 10 seconds to a day; 300 seconds if not set.
    public Duration orderPoll() {
        return Duration.ofSeconds(
                Long.parseLong(environment.getOrDefault(Name.ORDER_POLL_SECONDS.name(), "300")));
    }

    /// What no shop is read more often than because there is something new, 10 seconds to a day; 60
    /// seconds if not set.
    public Duration busyPoll() {
        needing(Name.BUSY_POLL_SECONDS);
        return Duration.ofSeconds(
                Long.parseLong(environment.getOrDefault(Name.BUSY_POLL_SECONDS.name(), "60")));
    }

    /// What no shop is read less often than because there is nothing new, 10 seconds to a day; 900
    /// seconds if not set.
    public Duration idlePoll() {
        needing(Name.IDLE_POLL_SECONDS);
        return Duration.ofSeconds(
                Long.parseLong(environment.getOrDefault(Name.IDLE_POLL_SECONDS.name(), "900")));
    }

    /// How long after its orders everything else of a newly connected shop is first read, 10
    /// seconds to a day; 20 seconds if not set.
    public Duration otherStreamsAfter() {
        needing(Name.OTHER_STREAMS_AFTER_SECONDS);
        return Duration.ofSeconds(
                Long.parseLong(
                        environment.getOrDefault(Name.OTHER_STREAMS_AFTER_SECONDS.name(), "20")));
    }

    /// How far back the first walk through the orders goes; empty, which is also what is meant by 0
    /// days, for all of them.
    public Optional<Duration> orderDepth() {
        needing(Name.ORDER_DEPTH_DAYS);
        return Optional.of(days(Name.ORDER_DEPTH_DAYS, "0")).filter(Duration::isPositive);
    }

    /// How far back conversations are read, at most 10 years; 90 days if not set.
    public Duration chatDepth() {
        needing(Name.CHAT_DEPTH_DAYS);
        return days(Name.CHAT_DEPTH_DAYS, "90");
    }

    /// How long what TikTok Shop sent is kept, 0 to 7 days; 0 keeps nothing of it; 3 if not set.
    public Duration originals() {
        needing(Name.ORIGINALS_DAYS);
        return days(Name.ORIGINALS_DAYS, "3");
    }

    private Duration days(Name name, String unlessSet) {
        return Duration.ofDays(Long.parseLong(environment.getOrDefault(name.name(), unlessSet)));
    }

    /// How long the data of a disconnected shop is kept, 1 to 14 days, so that it is gone from
    /// every backup within 30; 14 days if not set.
    public Duration disconnectRetention() {
        needing(Name.DISCONNECT_RETENTION_DAYS);
        return days(Name.DISCONNECT_RETENTION_DAYS, "14");
    }

    public URI oidcAuthority() {
        return URI.create(text(Name.OIDC_AUTHORITY));
    }

    public URI oidcLogoutUrl() {
        return URI.create(text(Name.OIDC_LOGOUT_URL));
    }

    /// Origins, besides its own, that the application may connect to; empty if not set.
    public List<String> oidcConnectSources() {
        return Arrays.stream(
                        environment.getOrDefault(Name.OIDC_CONNECT_SOURCES.name(), "").split(" "))
                .filter(source -> !source.isBlank())
                .toList();
    }

    /// Where the data lives: `us`, `sg` or `local`.
    public String stageRegionLabel() {
        return text(Name.STAGE_REGION_LABEL);
    }

    private String text(Name name) {
        needing(name);
        return environment.getOrDefault(name.name(), "");
    }

    /// Every setting, by the name of its environment variable.
    public enum Name {
        ACCOUNTS_TABLE(Kind.TEXT),
        SHOPS_TABLE(Kind.TEXT),
        LEDGER_TABLE(Kind.TEXT),
        VAULT_TABLE(Kind.TEXT),
        BRANCH_KEYS_TABLE(Kind.TEXT),
        BRANCH_KEY_STORE_NAME(Kind.TEXT),
        TOKEN_KEY_ARN(Kind.TEXT),
        SHOP_KEY_ARN(Kind.TEXT),
        LIVE_QUEUE_URL(Kind.URL),
        CHAT_QUEUE_URL(Kind.URL),
        BACKFILL_QUEUE_URL(Kind.URL),
        NOTIFICATION_QUEUE_URL(Kind.URL),
        LIVE_DEAD_LETTERS_URL(Kind.URL),
        CHAT_DEAD_LETTERS_URL(Kind.URL),
        BACKFILL_DEAD_LETTERS_URL(Kind.URL),
        NOTIFICATION_DEAD_LETTERS_URL(Kind.URL),
        WEBHOOK_ADDRESS(Kind.URL_OR_NONE),
        BUS_NAME(Kind.TEXT),
        APP_SECRET_ARN(Kind.TEXT),
        TIKTOK_API_HOST(Kind.URL),
        TIKTOK_AUTH_HOST(Kind.URL),
        TIKTOK_AUTHORIZE_HOST_US(Kind.URL),
        TIKTOK_AUTHORIZE_HOST_ROW(Kind.URL),
        ORDER_POLL_SECONDS(Kind.SECONDS),
        BUSY_POLL_SECONDS(Kind.SECONDS),
        IDLE_POLL_SECONDS(Kind.SECONDS),
        OTHER_STREAMS_AFTER_SECONDS(Kind.SECONDS),
        ORDER_DEPTH_DAYS(Kind.DEPTH),
        CHAT_DEPTH_DAYS(Kind.DEPTH),
        ORIGINALS_DAYS(Kind.FEW_DAYS),
        DISCONNECT_RETENTION_DAYS(Kind.DAYS),
        OIDC_AUTHORITY(Kind.URL),
        OIDC_LOGOUT_URL(Kind.URL),
        OIDC_CONNECT_SOURCES(Kind.OPTIONAL),
        STAGE_REGION_LABEL(Kind.TEXT);

        private final Kind kind;

        Name(Kind kind) {
            this.kind = kind;
        }

        private Optional<String> fault(@Nullable String value) {
            return kind.fault(value);
        }
    }

    private enum Kind {
        TEXT,
        URL,
        URL_OR_NONE,
        SECONDS,
        DAYS,
        DEPTH,
        FEW_DAYS,
        OPTIONAL;

        private static final String NONE = "none";
        private static final long SECONDS_MIN = 10;
        private static final long SECONDS_MAX = 86_400;
        private static final long DAYS_MIN = 1;
        private static final long DAYS_MAX = 14;
        private static final long DEPTH_MAX = 3_650;
        private static final long FEW_DAYS_MAX = 7;

        Optional<String> fault(@Nullable String value) {
            if (value == null || value.isBlank()) {
                return switch (this) {
                    case TEXT, URL -> Optional.of("is missing");
                    case URL_OR_NONE, SECONDS, DAYS, DEPTH, FEW_DAYS, OPTIONAL -> Optional.empty();
                };
            }
            return switch (this) {
                case URL, URL_OR_NONE ->
                        isAddress(value) || (this == URL_OR_NONE && value.equals(NONE))
                                ? Optional.empty()
                                : Optional.of(
                                        "needs an absolute https URL without a slash at its end (http only"
                                                + " for this machine)");
                case SECONDS -> range(value, "seconds", SECONDS_MIN, SECONDS_MAX);
                case DAYS -> range(value, "days", DAYS_MIN, DAYS_MAX);
                case DEPTH -> range(value, "days", 0, DEPTH_MAX);
                case FEW_DAYS -> range(value, "days", 0, FEW_DAYS_MAX);
                case TEXT, OPTIONAL -> Optional.empty();
            };
        }

        private static boolean isAddress(String value) {
            try {
                URI address = URI.create(value);
                String host = address.getHost() == null ? "" : address.getHost();
                boolean loopback =
                        host.equals("localhost")
                                || host.equals("127.0.0.1")
                                || host.equals("[::1]");
                boolean allowed =
                        switch (String.valueOf(address.getScheme())) {
                            case "https" -> true;
                            case "http" -> loopback;
                            default -> false;
                        };
                return allowed && !host.isEmpty() && !value.endsWith("/");
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        private static Optional<String> range(String value, String unit, long min, long max) {
            boolean allowed =
                    value.matches("[0-9]{1,6}")
                            && Long.parseLong(value) >= min
                            && Long.parseLong(value) <= max;
            return allowed
                    ? Optional.empty()
                    : Optional.of("needs whole %s from %d to %d".formatted(unit, min, max));
        }
    }
}
