package com.sellerkit.connect;

import static com.sellerkit.connect.ConnectFixture.ANNA;
import static com.sellerkit.connect.ConnectFixture.ANNAS;
import static com.sellerkit.connect.ConnectFixture.BEN;
import static com.sellerkit.connect.ConnectFixture.BENS;
import static com.sellerkit.connect.ConnectFixture.failed;
import static com.sellerkit.connect.ConnectFixture.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.store.Read;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {
    private final ConnectFixture on = new ConnectFixture();

    @Test
    void theLinkGoesToTheHostOfTheMarketAndNamesTheService() {
        URI us = on.authorizations.begin(ANNA, ANNAS, Market.US).url();
        URI row = on.authorizations.begin(ANNA, ANNAS, Market.ROW).url();
        assertThat(us.toString())
                .matches(
                        "https://us\\.example\\.com/open/authorize\\?service_id=7300000000000000001&state=[A-Za-z0-9_-]{43}");
        assertThat(row.getHost()).isEqualTo("row.example.com");
        assertThat(us.getQuery()).isNotEqualTo(row.getQuery());
    }

    @Test
    void theLinkWorksForTenMinutes() {
        AuthorizationLink link = on.authorizations.begin(ANNA, ANNAS, Market.US);
        assertThat(link.expiresAt()).isEqualTo(on.time.instant().plus(Duration.ofMinutes(10)));

        String inTime = on.begin(ANNA, ANNAS);
        String late = on.begin(ANNA, ANNAS);
        on.time.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(named(on.complete(ANNA, ANNAS, on.approved(inTime)))).isNotNull();
        on.time.advance(Duration.ofMillis(1));
        assertThat(on.approved(late)).isEqualTo("connect-state-expired");
    }

    @Test
    void theTableHoldsNeitherTheStateNorTheCookieNorTheCode() {
        String state = on.begin(ANNA, ANNAS);
        String cookie = on.approved(state);
        String id = cookie.substring(0, cookie.indexOf('.'));
        String stored =
                on.records
                        .get(ConnectRecords.COMPLETION, ConnectRecords.completion(id), Read.PLAIN)
                        .orElseThrow()
                        .fields()
                        .toString();
        assertThat(stored)
                .doesNotContain(cookie.substring(cookie.indexOf('.') + 1), state, "code-1");
        assertThat(on.records.get(ConnectRecords.STATE, ConnectRecords.state(state), Read.PLAIN))
                .isEmpty();
    }

    @Test
    void aDeclinedAuthorizationSaysSo() {
        for (String error : new String[] {"auth_denied", "access_denied"}) {
            CallbackOutcome outcome =
                    receive(Map.of("code", "null", "error", error, "state", on.begin(ANNA, ANNAS)));
            assertThat(on.complete(ANNA, ANNAS, outcome.cookie()))
                    .isEqualTo(failed(ConnectFault.DENIED));
        }
        assertThat(receive(Map.of("code", "null", "error", "auth_denied")).cookie())
                .isEqualTo("connect-denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", " ", "line\nbreak", "ünïcode"})
    void anAnswerWithoutAUsableCodeSaysSo(String code) {
        assertThat(receive(Map.of("code", code, "state", on.begin(ANNA, ANNAS))).cookie())
                .isEqualTo("connect-code-missing");
        assertThat(receive(Map.of("code", code)).cookie()).isEqualTo("connect-code-missing");
    }

    @Test
    void anEmptyCallbackSaysSo() {
        assertThat(receive(Map.of()).cookie()).isEqualTo("connect-code-missing");
    }

    @Test
    void aForeignStateIsIgnoredAndItsCodeNotKept() {
        long before = on.records.written();
        for (String state : new String[] {"x", "A".repeat(43), "A".repeat(5000), "état"}) {
            assertThat(receive(Map.of("code", "code-9", "state", state)).cookie())
                    .isEqualTo("connect-state-unknown");
        }
        assertThat(on.records.written()).isEqualTo(before);
    }

    @Test
    void aReplayedCallbackGetsNothing() {
        String state = on.begin(ANNA, ANNAS);
        String first = on.approved(state);
        assertThat(on.approved(state)).isEqualTo("connect-state-used");
        // The first browser is not disturbed.
        assertThat(named(on.complete(ANNA, ANNAS, first))).isNotNull();
    }

    @Test
    void aReloadInTheSameBrowserGoesOn() {
        String state = on.begin(ANNA, ANNAS);
        CallbackOutcome first = receive(Map.of("code", "code-1", "state", state));
        CallbackOutcome again =
                on.callback.receive(
                        Map.of("code", "code-1", "state", state), Optional.of(first.cookie()));
        assertThat(again.cookie()).isEqualTo(first.cookie());
        String forged =
                first.cookie().substring(0, first.cookie().indexOf('.')) + "." + "A".repeat(43);
        assertThat(
                        on.callback
                                .receive(
                                        Map.of("code", "code-1", "state", state),
                                        Optional.of(forged))
                                .cookie())
                .isEqualTo("connect-state-used");
    }

    @Test
    void aDeclinedStateCannotBeUsedAfterwards() {
        String state = on.begin(ANNA, ANNAS);
        receive(Map.of("code", "null", "error", "auth_denied", "state", state));
        assertThat(on.approved(state)).isEqualTo("connect-state-used");
    }

    @Test
    void onlyThePersonWhoBeganCompletes() {
        String cookie = on.approved(on.begin(ANNA, ANNAS));
        assertThat(on.complete(BEN, BENS, cookie)).isEqualTo(failed(ConnectFault.OTHER_PERSON));
        assertThat(on.complete(BEN, ANNAS, cookie)).isEqualTo(failed(ConnectFault.OTHER_PERSON));
        assertThat(on.complete(ANNA, BENS, cookie)).isEqualTo(failed(ConnectFault.OTHER_PERSON));
        assertThat(on.tiktok.exchanges).isZero();
        assertThat(named(on.complete(ANNA, ANNAS, cookie)).origin())
                .isEqualTo(Completion.Origin.SELLERKIT);
    }

    @Test
    void onlyTheBrowserThatWasThereCompletes() {
        String cookie = on.approved(on.begin(ANNA, ANNAS));
        String other = cookie.substring(0, cookie.indexOf('.')) + "." + "A".repeat(43);
        assertThat(on.complete(ANNA, ANNAS, other)).isEqualTo(failed(ConnectFault.NOTHING_PENDING));
        assertThat(on.complete(ANNA, ANNAS, "nonsense"))
                .isEqualTo(failed(ConnectFault.NOTHING_PENDING));
        assertThat(on.completions.complete(ANNA, ANNAS, Optional.empty()))
                .isEqualTo(failed(ConnectFault.NOTHING_PENDING));
    }

    @Test
    void anInstallationFromTheAppStoreBelongsToWhoeverCompletesItFirst() {
        String cookie = receive(Map.of("code", "code-77")).cookie();
        Completion completion = named(on.complete(BEN, BENS, cookie));
        assertThat(completion.origin()).isEqualTo(Completion.Origin.APP_STORE);
        assertThat(on.complete(ANNA, ANNAS, cookie)).isEqualTo(failed(ConnectFault.OTHER_PERSON));
        // Named only: nothing is connected before it is confirmed.
        assertThat(on.directory.shop(ConnectFixture.SHOP)).isEmpty();
    }

    private CallbackOutcome receive(Map<String, String> query) {
        return on.callback.receive(query, Optional.empty());
    }
}
