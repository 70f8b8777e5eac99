package com.sellerkit.sandbox;

import java.util.Optional;

/// What a shop's orders lead to: packages, cancellations, returns and movements of stock.
final class Consequences {
    private final ShopWorld shop;
    private final PerOrder<Parcel> parcels;
    private final PerOrder<Cancellation> cancellations;
    private final PerOrder<ReturnCase> returns;

    Consequences(ShopWorld shop) {
        long seed = shop.seed();
        ShopProfile profile = shop.profile();
        this.shop = shop;
        this.parcels = new PerOrder<>(life -> Parcel.of(seed, profile, life), Parcel::place);
        this.cancellations =
                new PerOrder<>(life -> Cancellation.of(seed, profile, life), Cancellation::place);
        this.returns =
                new PerOrder<>(
                        life ->
                                Refund.of(seed, profile, life).stream()
                                        .map(refund -> ReturnCase.of(life, refund))
                                        .toList(),
                        ReturnCase::place);
    }

    /// The packages by creation, those to come after `now` too.
    Listing<Parcel> parcels(long now) {
        return parcels.of(shop.lives(now));
    }

    /// A package that exists at `now`.
    Optional<Parcel> parcel(String id, long now) {
        return OrderView.orderOfPackage(id)
                .flatMap(order -> shop.find(order, now))
                .flatMap(life ->
                        Parcel.of(shop.seed(), shop.profile(), life).stream()
                                .filter(parcel -> parcel.id().equals(id))
                                .filter(parcel -> parcel.progress().begunBy(now))
                                .findFirst());
    }

    /// The cancellations by creation, those to come after `now` too.
    Listing<Cancellation> cancellations(long now) {
        return cancellations.of(shop.lives(now));
    }

    /// The returns by creation, those to come after `now` too.
    Listing<ReturnCase> returns(long now) {
        return returns.of(shop.lives(now));
    }
}
