package com.sellerkit.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.local.SharedTables;
import com.sellerkit.local.Suite;
import com.sellerkit.local.SuiteOptions;
import com.sellerkit.sandbox.Sandbox;
import com.sellerkit.sandbox.SandboxClock;
import com.sellerkit.sandbox.SandboxConfig;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With an app's own credentials the suite starts no stand-in and talks to the given hosts; here a
/// stand-in of the test's own plays TikTok Shop itself.
class RealPlatformTest {
    @TempDir Path state;

    @Test
    void anAppsOwnCredentialsReachThePlatformThatTheyAreFor() {
        SandboxConfig platformConfig =
                SandboxConfig.defaults()
                        .withPort(0)
                        .withClock(SandboxClock.frozenAt(Instant.now()))
                        .withApp("another-app-key", "another-app-secret", "7000000000000000042")
                        .withShopSize("uk", 60);
        try (Sandbox platform = Sandbox.start(platformConfig)) {
            String host = platform.baseUrl().toString();
            SuiteOptions options =
                    SuiteOptions.forTest(Path.of("..").toAbsolutePath().normalize(), state)
                            .withTables(SharedTables.engine())
                            .withParameters(Map.of("OtherStreamsAfterSeconds", "86400"))
                            .withPublicUrl(URI.create("https://seller.example.com"))
                            .withReal(
                                    new SuiteOptions.RealPlatform(
                                            "another-app-key",
                                            "another-app-secret",
                                            "7000000000000000042",
                                            Map.of(
                                                    "TikTokApiHost", host,
                                                    "TikTokAuthHost", host,
                                                    "TikTokAuthorizeHostUs", host,
                                                    "TikTokAuthorizeHostRow", host)));
            try (Suite suite = Suite.start(options)) {
                Seller seller = Seller.withAccount(suite, "real@example.com");

                String shop = seller.connect(platform.control(), "uk").getFirst();
                seller.awaitInStep(shop);

                assertThat(seller.orders(shop, "")).hasSize(60);
                assertThat(platform.control().calls("/order/202309/orders/search")).isEqualTo(1);
                Seller.Reply unsigned =
                        seller.send(
                                seller.request(Suite.WEBHOOK_PATH)
                                        .POST(HttpRequest.BodyPublishers.ofString("{}")));
                assertThat(unsigned.status()).as("one tunnel leads to both").isEqualTo(401);
                assertThat(unsigned.whole().body()).isEmpty();
            }
        }
    }
}
