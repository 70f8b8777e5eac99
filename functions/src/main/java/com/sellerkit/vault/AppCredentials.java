package com.sellerkit.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.MalformedJson;
import com.sellerkit.platform.Secret;
import com.sellerkit.tiktok.AppSecret;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The application's own credentials at the platform, from Secrets Manager, kept for five minutes.
///
/// The secret is a JSON object with the texts `appKey`, `appSecret` and `serviceId`.
public final class AppCredentials implements AppSecret {
    private static final Duration CACHE_LIFE = Duration.ofMinutes(5);
    private static final String ONLY = "app";

    private final SecretsManagerClient secrets;
    private final String secretArn;
    private final Cached<String, Values> cached;

    public AppCredentials(SecretsManagerClient secrets, String secretArn, InstantSource time) {
        this.secrets = secrets;
        this.secretArn = secretArn;
        this.cached = new Cached<>(time, CACHE_LIFE, 1);
    }

    @Override
    public String appKey() {
        return values().appKey;
    }

    @Override
    public Secret appSecret() {
        return values().appSecret;
    }

    /// Names the application on the platform's consent page.
    public String serviceId() {
        return values().serviceId;
    }

    private synchronized Values values() {
        return cached.get(ONLY)
                .orElseGet(() -> {
                    Values fresh = read();
                    cached.put(ONLY, fresh);
                    return fresh;
                });
    }

    private Values read() {
        String text =
                Calls.of(
                        "the application's secret",
                        () ->
                                secrets.getSecretValue(request -> request.secretId(secretArn))
                                        .secretString());
        try {
            JsonNode json = Json.parse(text);
            return new Values(
                    text(json, "appKey"),
                    Secret.of(text(json, "appSecret")),
                    text(json, "serviceId"));
        } catch (MalformedJson e) {
            throw new VaultUnavailable("the application's secret is no JSON; write it anew", null);
        }
    }

    private static String text(JsonNode json, String name) {
        String value = json.path(name).asText("");
        if (value.isEmpty()) {
            throw new VaultUnavailable(
                    "the application's secret lacks %s; write it anew".formatted(name), null);
        }
        return value;
    }

    private record Values(String appKey, Secret appSecret, String serviceId) {}
}
