package com.sellerkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.platform.Settings.Name;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
    @Test
    void oneErrorNamesEverythingThatIsMissing() {
        Settings settings = Settings.of(Map.of("SHOPS_TABLE", "shops", "BUS_NAME", " "));

        assertThatThrownBy(() ->
                        settings.needing(
                                Name.SHOPS_TABLE,
                                Name.BUS_NAME,
                                Name.VAULT_TABLE,
                                Name.TIKTOK_API_HOST))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("BUS_NAME is missing")
                .hasMessageContaining("VAULT_TABLE is missing")
                .hasMessageContaining("TIKTOK_API_HOST is missing")
                .hasMessageNotContaining("SHOPS_TABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com",
                "https://api.example.com:8443/path",
                "http://localhost:8082",
                "http://127.0.0.1:8082"
            })
    void absoluteAddressesAreTaken(String address) {
        assertThat(Settings.of(Map.of("TIKTOK_API_HOST", address)).tiktokApiHost())
                .hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example.com",
                "http://api.example.com",
                "https://api.example.com/",
                "ftp://api.example.com",
                "https://",
                "https://a b",
                "http://localhost.example.com"
            })
    void otherAddressesAreRefusedWithoutRepeatingThem(String address) {
        assertThatThrownBy(() -> Settings.of(Map.of("TIKTOK_API_HOST", address)).tiktokApiHost())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("TIKTOK_API_HOST")
                .hasMessageNotContaining(address);
    }

    @Test
    void webhooksArriveAtNoAddressOfTheirOwnUnlessOneIsGiven() {
        assertThat(Settings.of(Map.of()).webhookAddress()).isEmpty();
        assertThat(Settings.of(Map.of("WEBHOOK_ADDRESS", "none")).webhookAddress()).isEmpty();
        assertThat(
                        Settings.of(Map.of("WEBHOOK_ADDRESS", "https://hooks.example.com/tiktok"))
                                .webhookAddress())
                .contains(URI.create("https://hooks.example.com/tiktok"));
        assertThatThrownBy(() ->
                        Settings.of(Map.of("WEBHOOK_ADDRESS", "http://hooks.example.com"))
                                .webhookAddress())
                .isInstanceOf(InvalidSettings.class);
    }

    @Test
    void ordersAreReadEveryFiveMinutesUnlessSaidOtherwise() {
        assertThat(Settings.of(Map.of()).orderPoll()).isEqualTo(Duration.ofMinutes(5));
        assertThat(Settings.of(Map.of("ORDER_POLL_SECONDS", "60")).orderPoll())
                .isEqualTo(Duration.ofMinutes(1));
        assertThatThrownBy(() ->
                        Settings.of(Map.of("ORDER_POLL_SECONDS", "9"))
                                .needing(Name.ORDER_POLL_SECONDS))
                .isInstanceOf(InvalidSettings.class);
    }

    @Test
    void aBusyShopIsReadEveryMinuteAtMostAndAnIdleOneEveryQuarterOfAnHourAtLeast() {
        assertThat(Settings.of(Map.of()).busyPoll()).isEqualTo(Duration.ofMinutes(1));
        assertThat(Settings.of(Map.of()).idlePoll()).isEqualTo(Duration.ofMinutes(15));
        assertThat(Settings.of(Map.of("IDLE_POLL_SECONDS", "45")).idlePoll())
                .isEqualTo(Duration.ofSeconds(45));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "15", "-1", "1.5", "all"})
    void dataOfADisconnectedShopIsKeptFourteenDaysAtMost(String days) {
        assertThat(Settings.of(Map.of()).disconnectRetention()).isEqualTo(Duration.ofDays(14));
        assertThat(Settings.of(Map.of("DISCONNECT_RETENTION_DAYS", "1")).disconnectRetention())
                .isEqualTo(Duration.ofDays(1));
        assertThatThrownBy(() ->
                        Settings.of(Map.of("DISCONNECT_RETENTION_DAYS", days))
                                .disconnectRetention())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("whole days from 1 to 14");
    }
}
