package com.sellerkit.sandbox;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything that decides how a stand-in starts; {@link #defaults()} and the withers build one.
///
/// @param port the loopback port to listen on, 0 to 65535; 0 takes any free one
/// @param seed what the world is generated from; the same seed and times give the same bytes
/// @param stateFile where grants, edits and the anchor survive a restart; empty keeps them in
///   memory only
/// @param clock how the world keeps time; a state file's clock wins over it
/// @param appKey the key of the one app that this stand-in knows
/// @param appSecret the secret of that app
/// @param serviceId the id of that app in the authorize link
/// @param redirectUrl where consent sends the seller back to
/// @param shopSizes how many orders a shop's history holds, by shop key, 0 to 1,000,000; others
///   keep their own size
/// @param tokenRules what the token endpoints do where the platform's behaviour is not documented
/// @param realTime the time of the protocol checks, and of a running world
/// @param webhookUrl where webhooks are delivered to: http or https, without user and fragment;
///   empty delivers none
/// @param webhookTypes what is delivered there; a shop's own addresses get what they are registered
///   for, whatever this says
/// @param otherProducts how many products that are never sold a shop's history holds, by shop key,
///   0 to 40,000; others have 24
@RecordBuilder
public record SandboxConfig(
        int port,
        long seed,
        Optional<Path> stateFile,
        SandboxClock clock,
        String appKey,
        String appSecret,
        String serviceId,
        URI redirectUrl,
        Map<String, Integer> shopSizes,
        TokenRules tokenRules,
        InstantSource realTime,
        Optional<URI> webhookUrl,
        Set<NotificationType> webhookTypes,
        Map<String, Integer> otherProducts)
        implements SandboxConfigBuilder.With {

    /// The most orders that one shop can hold, history and arrivals together.
    public static final int SHOP_SIZE_MAX = 1_000_000;

    public SandboxConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port was " + port + "; it must be 0 to 65535");
        }
        requireText("appKey", appKey);
        requireText("appSecret", appSecret);
        requireText("serviceId", serviceId);
        if (!redirectUrl.isAbsolute() || redirectUrl.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "redirectUrl was " + redirectUrl + "; it must be absolute, without a fragment");
        }
        webhookUrl.ifPresent(SandboxConfig::requireWebhookUrl);
        shopSizes = Map.copyOf(shopSizes);
        shopSizes.forEach(SandboxConfig::requireShopSize);
        webhookTypes = Set.copyOf(webhookTypes);
        otherProducts = Map.copyOf(otherProducts);
        otherProducts.forEach(SandboxConfig::requireOtherProducts);
    }

    /// Any free port, seed 1, a running world, nothing kept, and an app whose key and secret are
    /// plainly not real.
    public static SandboxConfig defaults() {
        return new SandboxConfig(
                0,
                1,
                Optional.empty(),
                SandboxClock.running(),
                "sandbox-app-key",
                "sandbox-app-secret-not-a-real-one",
                "7000000000000000001",
                URI.create("http://127.0.0.1:8080/connect/callback"),
                Map.of(),
                TokenRules.standard(),
                InstantSource.system(),
                Optional.empty(),
                NotificationType.STANDARD,
                Map.of());
    }

    public SandboxConfig withStateFile(Path value) {
        return withStateFile(Optional.of(value));
    }

    /// The app that may call, as the platform registered it.
    public SandboxConfig withApp(String key, String secret, String service) {
        return with().appKey(key).appSecret(secret).serviceId(service).build();
    }

    /// How many orders the history of one shop holds, from 0 to {@link #SHOP_SIZE_MAX}.
    public SandboxConfig withShopSize(String shopKey, int orders) {
        return withShopSizes(and(shopSizes, shopKey, orders));
    }

    /// Where webhooks are delivered to.
    public SandboxConfig withWebhookUrl(URI value) {
        return withWebhookUrl(Optional.of(value));
    }

    /// How many products that are never sold the history of one shop holds, from 0 to 40,000.
    public SandboxConfig withOtherProducts(String shopKey, int products) {
        return withOtherProducts(and(otherProducts, shopKey, products));
    }

    private static Map<String, Integer> and(Map<String, Integer> counts, String key, int count) {
        Map<String, Integer> all = new HashMap<>(counts);
        all.put(key, count);
        return all;
    }

    /// Everything but the secret.
    @Override
    public String toString() {
        return "SandboxConfig[port=%d, seed=%d, stateFile=%s, clock=%s, appKey=%s, appSecret=[REDACTED], serviceId=%s, redirectUrl=%s, shopSizes=%s, webhookUrl=%s, webhookTypes=%s, otherProducts=%s]"
                .formatted(
                        port,
                        seed,
                        stateFile,
                        clock,
                        appKey,
                        serviceId,
                        redirectUrl,
                        shopSizes,
                        webhookUrl,
                        webhookTypes,
                        otherProducts);
    }

    private static void requireWebhookUrl(URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "webhookUrl was "
                            + url
                            + "; it must begin with http:// or https://, without user and fragment");
        }
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " was blank; it must have text");
        }
    }

    private static void requireOtherProducts(String shop, int products) {
        if (products < 0 || products > Catalogue.OTHERS_MAX) {
            throw new IllegalArgumentException(
                    "other products of shop "
                            + shop
                            + " were "
                            + products
                            + "; they must be 0 to "
                            + Catalogue.OTHERS_MAX);
        }
    }

    private static void requireShopSize(String shop, int orders) {
        if (orders < 0 || orders > SHOP_SIZE_MAX) {
            throw new IllegalArgumentException(
                    "size of shop "
                            + shop
                            + " was "
                            + orders
                            + "; it must be 0 to "
                            + SHOP_SIZE_MAX);
        }
    }
}
