package com.sellerkit.connect;

import static com.sellerkit.connect.ConnectFixture.ANNA;
import static com.sellerkit.connect.ConnectFixture.ANNAS;
import static com.sellerkit.connect.ConnectFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.platform.Secret;
import com.sellerkit.tiktok.TokenAnswer;
import com.sellerkit.vault.RefreshStart;
import com.sellerkit.vault.TokenOwner;
import com.sellerkit.vault.TokenPair;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long a connection lasts: warnings before its end, and what renews it.
class ConnectionTermTest {
    private final ConnectFixture on = new ConnectFixture();

    @BeforeEach
    void connect() {
        on.connected(ANNA, ANNAS, SHOP);
    }

    @ParameterizedTest
    @CsvSource({
        "P30D, 30, 30",
        "P29DT1S, 30, 30",
        "P14DT1S, 15, 30",
        "P14D, 14, 14",
        "P7DT1S, 8, 14",
        "P7D, 7, 7",
        "P3DT1S, 4, 7",
        "P3D, 3, 3",
        "P1DT1S, 2, 3",
        "P1D, 1, 1",
        "PT1S, 1, 1",
        "PT0S, 0, 1",
        "-P2D, 0, 1"
    })
    void theEndIsWarnedOfAtFiveLevels(Duration left, long daysLeft, int level) {
        Connection connection = connection();
        assertThat(connection.warning(connection.authorizationEndsAt().minus(left)))
                .contains(new Connection.Warning(daysLeft, level));
    }

    @Test
    void nothingIsWarnedOfLongBeforeNorWhenNoShopIsRead() {
        Connection connection = connection();
        Instant early = connection.authorizationEndsAt().minus(Duration.ofDays(30)).minusSeconds(1);
        assertThat(connection.warning(early)).isEmpty();

        on.disconnections.disconnect(ANNA, ANNAS, SHOP, "Northwind US");
        assertThat(connection().warning(connection.authorizationEndsAt())).isEmpty();
    }

    @Test
    void whatTikTokTellsOfTheEndCountsIfItIsEarlier() {
        Instant known = connection().authorizationEndsAt();
        Instant told = on.time.instant().plus(Duration.ofDays(20));

        on.endings.record(SHOP, told, on.time.instant());
        assertThat(connection().authorizationEndsAt()).isEqualTo(told);
        assertThat(connection().warning(on.time.instant()))
                .contains(new Connection.Warning(20, 30));

        on.endings.record(SHOP, known.plus(Duration.ofDays(1)), on.time.instant());
        assertThat(connection().authorizationEndsAt()).isEqualTo(known);
    }

    @Test
    void authorizingAgainRenewsTheSameConnectionAndEndsTheWarning() {
        on.endings.record(SHOP, on.time.instant().plus(Duration.ofDays(3)), on.time.instant());
        Connection before = connection();
        on.time.advance(Duration.ofHours(1));

        Connection after = on.connected(ANNA, ANNAS, SHOP);

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.warning(on.time.instant())).isEmpty();
        assertThat(on.connections.of(ANNAS)).hasSize(1);
        assertThat(on.shops().shop(SHOP).orElseThrow().epoch()).isEqualTo(1);
        assertThat(before.market()).isEqualTo(Market.US);
    }

    @Test
    void aLateNoteAboutAnEarlierAuthorizationChangesNothing() {
        Instant told = on.time.instant();
        on.time.advance(Duration.ofHours(1));
        on.connected(ANNA, ANNAS, SHOP);

        on.endings.record(SHOP, on.time.instant().plus(Duration.ofDays(3)), told);

        assertThat(connection().warning(on.time.instant())).isEmpty();
    }

    @Test
    void anEndThatPassedWhileRenewingStillWorksIsForgotten() {
        Instant known = connection().authorizationEndsAt();
        on.endings.record(SHOP, on.time.instant().plus(Duration.ofDays(2)), on.time.instant());
        on.time.advance(Duration.ofDays(6));

        on.upkeep();

        assertThat(connection().authorizationEndsAt()).isAfter(known);
    }

    /// The one who was held up kept the new pair and crashed before telling.
    @Test
    void aPairThatWasKeptAfterTheRefusalIsFound() {
        TokenOwner owner = on.tokens();
        RefreshStart.Lease held =
                (RefreshStart.Lease)
                        on.vault.beginRefresh(owner, on.time.instant().plusSeconds(60));
        on.time.advance(Duration.ofMinutes(2));
        on.tiktok.answerNext(new TokenAnswer.NoAuthorization());
        on.refresher.refreshNow(SHOP);
        assertThat(on.shops().access(SHOP)).isInstanceOf(ShopReach.ReconnectNeeded.class);
        assertThat(on.vault.completeRefresh(owner, held, pair())).isTrue();

        on.time.advance(Duration.ofMinutes(5));
        assertThat(on.upkeep().failures()).isZero();

        assertThat(on.shops().access(SHOP)).isInstanceOf(ShopReach.Ready.class);
    }

    private TokenPair pair() {
        return new TokenPair(
                Secret.of("access-late"),
                on.time.instant().plus(Duration.ofDays(7)),
                Secret.of("refresh-late"),
                on.time.instant().plus(Duration.ofDays(365)));
    }

    private Connection connection() {
        return on.connections.of(ANNAS).getFirst();
    }
}
