package com.sellerkit.platform;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// An exact amount in whole minor units of one currency.
///
/// @param currency three capital letters that [Currencies] knows
/// @param minor the amount in minor units, such as cents; negative for what is taken away
/// @param exponent how many decimals the currency has, as ISO 4217 says
public record Money(String currency, long minor, int exponent) {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,12})?");
    private static final int SEEN_LENGTH_MAX = 32;

    public Money {
        int expected = Currencies.exponent(currency);
        if (exponent != expected) {
            throw new IllegalArgumentException(
                    "%s has %d decimals, not %d".formatted(currency, expected, exponent));
        }
    }

    /// So many minor units.
    ///
    /// @param minor the amount in minor units of the currency
    public static Money ofMinor(long minor, String currency) {
        return new Money(currency, minor, Currencies.exponent(currency));
    }

    /// Reads a plain decimal exactly; zeros beyond the currency's decimals are fine, other digits
    /// are not.
    ///
    /// @param decimal such as `12.34`, `-0.5` or `1000`: no sign but `-`, no grouping, no exponent
    /// @throws InvalidMoney if it is no such decimal, has more digits than the currency, does not
    ///   fit 64 bits of minor units, or the currency is unknown
    public static Money parse(String decimal, String currency) {
        if (!DECIMAL.matcher(decimal).matches()) {
            throw new InvalidMoney("amount '%s' is no plain decimal".formatted(seen(decimal)));
        }
        int exponent = Currencies.exponent(currency);
        try {
            long minor = new BigDecimal(decimal).movePointRight(exponent).longValueExact();
            return new Money(currency, minor, exponent);
        } catch (ArithmeticException e) {
            throw new InvalidMoney(
                    "amount '%s' does not fit %s, which has %d decimals and 64 bits"
                            .formatted(seen(decimal), currency, exponent));
        }
    }

    /// The amount as a plain decimal with all of the currency's decimals, such as `12.30`.
    public String decimal() {
        return BigDecimal.valueOf(minor, exponent).toPlainString();
    }

    /// The sum of two amounts of one currency.
    ///
    /// @throws InvalidMoney if the currencies differ or the sum does not fit
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new InvalidMoney("%s and %s are never added".formatted(currency, other.currency));
        }
        try {
            return new Money(currency, Math.addExact(minor, other.minor), exponent);
        } catch (ArithmeticException e) {
            throw new InvalidMoney("a sum of %s beyond 64 bits".formatted(currency));
        }
    }

    private static String seen(String text) {
        return text.length() <= SEEN_LENGTH_MAX ? text : text.substring(0, SEEN_LENGTH_MAX) + "…";
    }
}
