package com.sellerkit.platform;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/// The currencies of ISO 4217 (list one, as amended in 2025) and how many decimals each has.
///
/// Kept here and not asked of the JDK, so that an amount never changes its meaning with the
/// runtime.
public final class Currencies {
    private static final String NONE =
            "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private static final String TWO =
            "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF"
                    + " CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP"
                    + " GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL"
                    + " MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN"
                    + " PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL"
                    + " THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";
    private static final String THREE = "BHD IQD JOD KWD LYD OMR TND";
    private static final String FOUR = "CLF UYW";
    private static final Map<String, Integer> EXPONENTS = table();

    /// In place of the decimals of a currency that is not known.
    static final int UNKNOWN = -1;

    private Currencies() {}

    /// How many decimals a currency has, 0 to 4.
    ///
    /// @throws InvalidMoney if the code is unknown
    public static int exponent(String currency) {
        int exponent = exponentOrUnknown(currency);
        if (exponent == UNKNOWN) {
            throw new InvalidMoney(
                    currency.matches("[A-Za-z]{1,8}")
                            ? "currency %s is unknown".formatted(currency)
                            : "currency of %d characters is unknown".formatted(currency.length()));
        }
        return exponent;
    }

    /// As [#exponent(String)]; [#UNKNOWN] for a code that is not known.
    static int exponentOrUnknown(String currency) {
        return EXPONENTS.getOrDefault(currency, UNKNOWN);
    }

    /// Whether a code is known.
    public static boolean isKnown(String currency) {
        return EXPONENTS.containsKey(currency);
    }

    private static Map<String, Integer> table() {
        Map<String, Integer> table = new HashMap<>();
        add(table, NONE, 0);
        add(table, TWO, 2);
        add(table, THREE, 3);
        add(table, FOUR, 4);
        return Collections.unmodifiableMap(table);
    }

    private static void add(Map<String, Integer> table, String codes, int exponent) {
        for (String code : codes.split(" ", -1)) {
            table.put(code, exponent);
        }
    }
}
