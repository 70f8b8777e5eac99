package com.sellerkit.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// All shops of the stand-in, generated from one seed and anchor.
final class World {
    private static final int OTHER_PRODUCTS = 24;

    private final long seed;
    private final Map<String, ShopWorld> shops;
    private final Map<String, Books> books = new ConcurrentHashMap<>();
    private final Map<String, Chats> chats = new ConcurrentHashMap<>();
    private final Map<String, Figures> figures = new ConcurrentHashMap<>();
    private final Set<String> inactive = ConcurrentHashMap.newKeySet();

    World(long seed, long anchor, Map<String, Integer> sizes) {
        this(seed, anchor, sizes, Map.of());
    }

    /// @param sizes how many orders the histories hold, by shop
    /// @param others how many products they hold that are never sold, by shop
    World(long seed, long anchor, Map<String, Integer> sizes, Map<String, Integer> others) {
        this.seed = seed;
        Map<String, ShopWorld> all = new LinkedHashMap<>();
        for (ShopProfile profile : ShopProfile.all()) {
            int size = sizes.getOrDefault(profile.key(), profile.orders());
            int unsold = others.getOrDefault(profile.key(), OTHER_PRODUCTS);
            all.put(profile.key(), new ShopWorld(seed, profile, anchor, size, unsold));
        }
        Stream.concat(sizes.keySet().stream(), others.keySet().stream())
                .filter(key -> !all.containsKey(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException(
                            "no shop is called " + key + "; there are " + all.keySet());
                });
        this.shops = all;
    }

    long seed() {
        return seed;
    }

    List<ShopWorld> shops() {
        return List.copyOf(shops.values());
    }

    Optional<ShopWorld> shop(String key) {
        return Optional.ofNullable(shops.get(key));
    }

    Optional<ShopWorld> byCipher(String cipher) {
        return shops.values().stream()
                .filter(shop -> shop.profile().cipher().equals(cipher))
                .findFirst();
    }

    /// A shop's money.
    Books books(ShopWorld shop) {
        return books.computeIfAbsent(shop.profile().key(), key -> new Books(seed, shop));
    }

    /// A shop's conversations.
    Chats chats(ShopWorld shop) {
        return chats.computeIfAbsent(shop.profile().key(), key -> new Chats(seed, shop));
    }

    /// A shop's performance.
    Figures figures(ShopWorld shop) {
        return figures.computeIfAbsent(shop.profile().key(), key -> new Figures(seed, shop));
    }

    /// The shop that an order's number belongs to, whether or not the order exists yet.
    Optional<ShopWorld> ofOrder(String orderId) {
        return OrderId.parse(seed, orderId)
                .flatMap(id ->
                        shops.values().stream()
                                .filter(shop -> shop.profile().number() == id.shop())
                                .findFirst());
    }

    /// The shop that a product belongs to.
    Optional<ShopWorld> ofProduct(String productId, long now) {
        return shops.values().stream()
                .filter(shop -> shop.catalogue().find(productId, now).isPresent())
                .findFirst();
    }

    boolean active(String shop) {
        return !inactive.contains(shop);
    }

    void active(String shop, boolean active) {
        if (active) {
            inactive.remove(shop);
        } else {
            inactive.add(shop);
        }
    }

    List<String> inactive() {
        return inactive.stream().sorted().toList();
    }
}
