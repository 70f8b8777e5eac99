package com.sellerkit.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClassifierTest {
    private static final Instant NOW = Instant.parse("2026-03-10T01:22:33Z");

    @ParameterizedTest
    @CsvSource({
        "error_400_invalid_app_key, 400, Refused",
        "error_400_param_required, 400, Refused",
        "error_400_param_type, 200, Refused",
        "error_401_expired_token, 401, TokenExpired",
        "error_401_expired_token, 200, TokenExpired",
        "error_401_invalid_sign, 401, Refused",
        "error_404_invalid_path, 404, Refused",
        "error_429_rate_limit, 429, Throttled",
        "error_429_rate_limit, 200, Throttled",
        "error_internal, 200, Unavailable",
        "error_internal, 500, Unavailable",
        "error_invalid_method, 400, Refused",
        "error_invalid_token, 401, Revoked",
        "error_invalid_version, 400, Refused",
        "error_ip_not_allowed, 403, Refused",
        "error_missing_scope, 401, ScopeMissing",
        "error_missing_scope, 200, ScopeMissing",
        "error_missing_shop_cipher, 400, Refused",
        "error_request_timeout, 200, Unavailable",
        "error_shop_token_mismatch, 400, Refused",
        "error_timestamp_future, 400, Refused",
        "error_timestamp_too_old, 400, Refused",
        "error_unexpected_shop_cipher, 400, Refused"
    })
    void theCodeDecidesWhateverTheStatus(String example, int status, String outcome) {
        assertThat(classify(Examples.text(example), status, ""))
                .extracting(answer -> answer.getClass().getSimpleName())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "36009043, 401, ShopInactive",
        "36009044, 401, ShopInactive",
        "36009037, 429, Throttled",
        "999, 429, Throttled",
        "999, 503, Unavailable",
        "999, 400, Refused",
        "10037002, 200, Unavailable"
    })
    void codesWithoutAnExampleHaveTheirOutcomeToo(int code, int status, String outcome) {
        String body = "{\"code\":%d,\"message\":\"m\",\"data\":null}".formatted(code);

        assertThat(classify(body, status, "").getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "200, Unavailable",
        "204, Unavailable",
        "302, Unavailable",
        "429, Throttled",
        "500, Unavailable",
        "502, Unavailable",
        "503, Unavailable",
        "404, Refused",
        "401, Refused"
    })
    void withoutACodeTheStatusDecides(int status, String outcome) {
        for (String body :
                new String[] {"", "<html>", "[]", "null", "{}", "{\"code\":null}", "7"}) {
            assertThat(classify(body, status, "").getClass().getSimpleName())
                    .as(body)
                    .isEqualTo(outcome);
        }
    }

    @Test
    void theWaitIsReadAsSecondsOrAsADate() {
        assertThat(Classifier.retryAfter("7", NOW)).contains(Duration.ofSeconds(7));
        assertThat(Classifier.retryAfter("Tue, 10 Mar 2026 01:22:43 GMT", NOW))
                .contains(Duration.ofSeconds(10));
        assertThat(Classifier.retryAfter("Tue, 10 Mar 2026 01:22:03 GMT", NOW))
                .contains(Duration.ZERO);
        assertThat(Classifier.retryAfter("999999999999999", NOW)).contains(Duration.ofHours(1));
        assertThat(Classifier.retryAfter("-3", NOW)).isEqualTo(Optional.empty());
        assertThat(Classifier.retryAfter("soon", NOW)).isEqualTo(Optional.empty());
        assertThat(classify(Examples.text("error_429_rate_limit"), 429, "9"))
                .isEqualTo(new Answer.Throttled<OrderPage>(Duration.ofSeconds(9)));
    }

    @Test
    void aRefusalShowsTheSentenceWithoutAddressesAndAtABoundedLength() {
        assertThat(classify(Examples.text("error_401_invalid_sign"), 401, ""))
                .isEqualTo(
                        new Answer.Refused<OrderPage>(
                                106001,
                                "Invalid credentials. The 'sign' query parameter is invalid."));
        assertThat(Classifier.shown("see https://x.example.com/?a=b\nnow"))
                .isEqualTo("see (address) now");
        assertThat(Classifier.shown("x".repeat(5000))).hasSize(300);
    }

    private static Answer<OrderPage> classify(String body, int status, String retryAfter) {
        return Classifier.classify(
                new Exchange.Reply(status, retryAfter, body.getBytes(StandardCharsets.UTF_8)),
                reader -> new OrderPageReader(reader).read(),
                NOW,
                NOW);
    }
}
