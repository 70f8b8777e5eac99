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

    /// So many digits always fit 64 bits, whatever the currency's decimals.
    private static final int SHORT_DIGITS_MAX = 14;

    private static final long NOT_SHORT = Long.MIN_VALUE;

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
        int exponent = Currencies.exponentOrUnknown(currency);
        long minor = exponent == Currencies.UNKNOWN ? NOT_SHORT : shortMinor(decimal, exponent);
        return minor == NOT_SHORT
                ? parseAny(decimal, currency)
                : new Money(currency, minor, exponent);
    }

    /// The minor units of a decimal as nearly all amounts are written, a few digits with no more
    /// decimals than the currency has; [#NOT_SHORT] for every other text, good or bad.
    private static long shortMinor(String decimal, int exponent) {
        int length = decimal.length();
        int first = length > 0 && decimal.charAt(0) == '-' ? 1 : 0;
        if (length == first || length - first > SHORT_DIGITS_MAX) {
            return NOT_SHORT;
        }
        long minor = 0;
        int point = -1;
        for (int i = first; i < length; i++) {
            char at = decimal.charAt(i);
            if (at >= '0' && at <= '9') {
                minor = minor * 10 + (at - '0');
            } else if (at == '.' && point < 0 && i > first && i < length - 1) {
                point = i;
            } else {
                return NOT_SHORT;
            }
        }
        int missing = exponent - (point < 0 ? 0 : length - 1 - point);
        if (missing < 0) {
            return NOT_SHORT;
        }
        for (int i = 0; i < missing; i++) {
            minor *= 10;
        }
        return first == 1 ? -minor : minor;
    }

    private static Money parseAny(String decimal, String currency) {
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
