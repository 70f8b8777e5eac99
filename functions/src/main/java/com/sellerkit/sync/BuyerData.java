package com.sellerkit.sync;

import java.util.List;

/// A buyer's personal data of one order, as the platform told it; any text may be empty or masked.
///
/// @param addressLines street and house, one line each
/// @param places the administrative parts of the address, largest first
/// @param message what the buyer wrote to the seller
public record BuyerData(
        String name,
        String phone,
        String email,
        List<String> addressLines,
        String city,
        List<Place> places,
        String postalCode,
        String country,
        String message) {
    private static final String MASK = "*";

    public BuyerData {
        addressLines = List.copyOf(addressLines);
        places = List.copyOf(places);
    }

    /// An administrative part of an address.
    ///
    /// @param kind what such a part is called there, such as `State`
    public record Place(String kind, String name) {}

    /// Whether anything of it can be read, rather than being masked by the platform or absent.
    boolean isReadable() {
        return List.of(name, phone, email, String.join(" ", addressLines), message).stream()
                .anyMatch(text -> !text.isBlank() && !text.contains(MASK));
    }

    /// Says nothing of what it holds.
    @Override
    public String toString() {
        return "BuyerData[REDACTED]";
    }
}
