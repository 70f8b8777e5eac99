package com.sellerkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "12.34, USD, 1234, 2",
        "0, USD, 0, 2",
        "-0.5, GBP, -50, 2",
        "007.10, EUR, 710, 2",
        "1500, JPY, 1500, 0",
        "1500.00, JPY, 1500, 0",
        "150000, IDR, 15000000, 2",
        "1.234, KWD, 1234, 3",
        "1.2345, CLF, 12345, 4",
        "1.500, USD, 150, 2",
        "92233720368547758.07, USD, 9223372036854775807, 2",
        "-92233720368547758.08, USD, -9223372036854775808, 2",
        "9223372036854775807, VND, 9223372036854775807, 0"
    })
    void aDecimalIsReadExactly(String decimal, String currency, long minor, int exponent) {
        assertThat(Money.parse(decimal, currency)).isEqualTo(new Money(currency, minor, exponent));
    }

    @ParameterizedTest
    @CsvSource({
        "12.345, USD",
        "0.5, JPY",
        "1.2345, KWD",
        "92233720368547758.08, USD",
        "-92233720368547758.09, USD",
        "9223372036854775808, JPY",
        "1e3, USD",
        "+1, USD",
        "'1,000', USD",
        "'1.000,00', EUR",
        "' 1', USD",
        "1., USD",
        ".5, USD",
        "'', USD",
        "NaN, USD",
        "--1, USD",
        "١, USD",
        "1, XYZ",
        "1, usd",
        "1, ''"
    })
    void whatCannotBeKeptExactlyIsRefused(String decimal, String currency) {
        assertThatThrownBy(() -> Money.parse(decimal, currency)).isInstanceOf(InvalidMoney.class);
    }

    @Test
    void aHugeTextIsRefusedQuicklyAndNotRepeated() {
        String huge = "9".repeat(1_000_000);

        assertThatThrownBy(() -> Money.parse(huge, "USD"))
                .isInstanceOf(InvalidMoney.class)
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).length()).isLessThan(200));
    }

    @Test
    void whatIsPrintedIsReadBack() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> currencies = List.of("USD", "JPY", "IDR", "KWD", "CLF");
        for (int i = 0; i < 1_000; i++) {
            Money money = Money.ofMinor(random.nextLong(), currencies.get(i % currencies.size()));

            assertThat(Money.parse(money.decimal(), money.currency()))
                    .as("seed %d", seed)
                    .isEqualTo(money);
        }
    }

    @Test
    void sumsStayInOneCurrencyAndInRange() {
        assertThat(Money.parse("0.10", "USD").plus(Money.parse("0.20", "USD")).decimal())
                .isEqualTo("0.30");
        assertThatThrownBy(() -> Money.ofMinor(1, "USD").plus(Money.ofMinor(1, "EUR")))
                .isInstanceOf(InvalidMoney.class)
                .hasMessageContaining("USD")
                .hasMessageContaining("EUR");
        assertThatThrownBy(() -> Money.ofMinor(Long.MAX_VALUE, "USD").plus(Money.ofMinor(1, "USD")))
                .isInstanceOf(InvalidMoney.class);
    }

    @Test
    void theDecimalsOfACurrencyAreNotForTheCallerToChoose() {
        assertThatThrownBy(() -> new Money("JPY", 100, 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new BigDecimal(Money.ofMinor(100, "JPY").decimal())).isEqualByComparingTo("100");
    }
}
