package com.sellerkit.sandbox;

import java.util.List;

/// An invented person who buys: some come back, so orders share buyers.
///
/// @param userId the platform's id of the buyer
/// @param firstLocal the first name in the local script; empty where the script is Latin
/// @param line1 street and number
/// @param line2 flat or unit, may be empty
record Buyer(
        String userId,
        String email,
        String first,
        String last,
        String firstLocal,
        String lastLocal,
        String phone,
        String line1,
        String line2,
        ShopProfile.Place place) {

    private static final long USER_BASE = 7_494_500_000_000_000_000L;
    private static final String[] UNITS = {"", "", "", "Apt 7", "Unit 12B", "Flat 3", "#4"};

    static Buyer of(long seed, ShopProfile shop, OrderId id) {
        int population = Math.max(1, shop.orders() * 7 / 10);
        int person = Buying.dice(seed, id, "buyer").below(population);
        return person(seed, shop, person, 0);
    }

    /// The same buyer at another address.
    static Buyer moved(long seed, ShopProfile shop, OrderId id, int edition) {
        int population = Math.max(1, shop.orders() * 7 / 10);
        int person = Buying.dice(seed, id, "buyer").below(population);
        return person(seed, shop, person, edition);
    }

    private static Buyer person(long seed, ShopProfile shop, int person, int edition) {
        Dice dice = Dice.of(seed, person, shop.key() + " person");
        Dice home = Dice.of(seed, person, shop.key() + " home " + edition);
        ShopProfile.Place place = dice.pick(shop.places());
        int name = dice.below(shop.firstNames().size());
        int family = dice.below(shop.lastNames().size());
        return new Buyer(
                Long.toString(USER_BASE + shop.number() * 1_000_000_000_000L + person * 1_009L),
                Long.toString(dice.next() >>> 20, 36) + "@scs.example.com",
                shop.firstNames().get(name),
                shop.lastNames().get(family),
                local(shop.firstNamesLocalScript(), name),
                local(shop.lastNamesLocalScript(), family),
                phone(dice, shop, place),
                street(home, shop),
                UNITS[home.below(UNITS.length)],
                place);
    }

    /// What tells the buyer from all others, in any series of numbers.
    long number() {
        return Long.parseLong(userId) - USER_BASE;
    }

    String name() {
        return last.isEmpty() ? first : first + " " + last;
    }

    Buyer withStreet(String street) {
        return new Buyer(
                userId, email, first, last, firstLocal, lastLocal, phone, street, line2, place);
    }

    private static String street(Dice home, ShopProfile shop) {
        String street = home.pick(shop.streets());
        int number = home.between(1, 240);
        return shop.region().equals("US") || shop.region().equals("GB")
                ? number + " " + street
                : street + " " + number;
    }

    private static String local(List<String> names, int index) {
        return names.isEmpty() ? "" : names.get(index);
    }

    private static String phone(Dice dice, ShopProfile shop, ShopProfile.Place place) {
        String pattern = shop.phone().replace("{area}", place.areaCode());
        StringBuilder digits = new StringBuilder();
        pattern.chars()
                .forEach(c -> digits.append(c == '#' ? (char) ('0' + dice.below(10)) : (char) c));
        return digits.toString();
    }
}
