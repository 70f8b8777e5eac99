package com.sellerkit.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Numbers as the table keeps them: exact, without trailing zeros, 38 digits at most.
final class Numbers {
    private static final int DIGITS_MAX = 38;
    private static final int BITS_OF_INT = 31;
    private static final int BITS_OF_LONG = 63;

    private Numbers() {}

    /// As the table takes it.
    static String text(JsonNode number) {
        return number.isInt() || number.isLong()
                ? Long.toString(number.longValue())
                : exact(number).toString();
    }

    static BigDecimal exact(JsonNode number) {
        if (number.isFloat() || number.isDouble()) {
            throw new IllegalArgumentException(
                    "binary floating point is never stored; use a decimal");
        }
        BigDecimal value = number.decimalValue().stripTrailingZeros();
        if (value.precision() > DIGITS_MAX) {
            throw new IllegalArgumentException(
                    "a number of %d digits; allowed is %d"
                            .formatted(value.precision(), DIGITS_MAX));
        }
        return value;
    }

    /// The node that JSON would have given: the smallest that holds it.
    static JsonNode node(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() > 0) {
            return DecimalNode.valueOf(plain);
        }
        BigInteger whole = plain.toBigIntegerExact();
        if (whole.bitLength() <= BITS_OF_INT) {
            return IntNode.valueOf(whole.intValueExact());
        }
        return whole.bitLength() <= BITS_OF_LONG
                ? LongNode.valueOf(whole.longValueExact())
                : BigIntegerNode.valueOf(whole);
    }
}
