package com.sellerkit.sandbox;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The addresses that the app registered for single shops: one for each type of notification. Every
/// method is atomic.
final class Subscriptions {
    static final int ADDRESS_LENGTH_MAX = 255;

    /// What can be registered for; stock is not among it, and some of it never happens here.
    static final Set<String> TYPES =
            Stream.concat(
                            Arrays.stream(NotificationType.values())
                                    .filter(type ->
                                            type != NotificationType.INVENTORY_STATUS_CHANGE)
                                    .map(Enum::name),
                            Stream.of("NEW_MESSAGE_LISTENER", "REVERSE_STATUS_UPDATE"))
                    .collect(Collectors.toUnmodifiableSet());

    /// One registered address.
    ///
    /// @param shop the key of the shop
    record Subscription(
            String shop, String type, String address, long createTime, long updateTime) {}

    private final Map<String, Subscription> byShopAndType = new TreeMap<>();

    synchronized boolean none() {
        return byShopAndType.isEmpty();
    }

    synchronized List<Subscription> all() {
        return List.copyOf(byShopAndType.values());
    }

    synchronized List<Subscription> of(String shop) {
        return byShopAndType.values().stream().filter(one -> one.shop().equals(shop)).toList();
    }

    synchronized Optional<URI> address(String shop, NotificationType type) {
        return Optional.ofNullable(byShopAndType.get(key(shop, type.name())))
                .map(one -> URI.create(one.address()));
    }

    /// Registers an address, in place of the one before.
    synchronized void put(String shop, String type, URI address, long now) {
        Subscription before = byShopAndType.get(key(shop, type));
        long created = before == null ? now : before.createTime();
        byShopAndType.put(
                key(shop, type), new Subscription(shop, type, address.toString(), created, now));
    }

    /// Forgets an address, and returns whether there was one.
    synchronized boolean remove(String shop, String type) {
        return byShopAndType.remove(key(shop, type)) != null;
    }

    synchronized void restore(List<Subscription> saved) {
        saved.forEach(one -> byShopAndType.put(key(one.shop(), one.type()), one));
    }

    synchronized void clear() {
        byShopAndType.clear();
    }

    private static String key(String shop, String type) {
        return shop + " " + type;
    }
}
