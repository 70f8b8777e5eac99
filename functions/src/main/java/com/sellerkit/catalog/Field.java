package com.sellerkit.catalog;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// One field of a record type, and everything that governs it.
///
/// @param path the names down to it, joined by dots; positions in lists do not count, as in
///   `lines.sellerSku`
/// @param label what kind of data it holds
/// @param subject whose data it is
/// @param purposes what it may be used for, at least one
/// @param protection how it is kept
/// @param erasure what erasure does to it
public record Field(
        String path,
        Label label,
        DataSubject subject,
        Set<Purpose> purposes,
        Protection protection,
        Erasure erasure) {
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z][A-Za-z0-9]*){0,7}");

    public Field {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "field '%s' is no dotted path of names".formatted(path));
        }
        if (purposes.isEmpty()) {
            throw new IllegalArgumentException(
                    "field %s serves no purpose, so it may not be held".formatted(path));
        }
        if (protection == Protection.PLAIN
                && subject == DataSubject.BUYER
                && isDirectlyPersonal(label)) {
            throw new IllegalArgumentException(
                    "field %s identifies a buyer and needs the shop's key".formatted(path));
        }
        purposes = Set.copyOf(purposes);
    }

    /// A plain field that tells about no person and goes with its record.
    public static Field plain(String path, Label label, Purpose purpose, Purpose... more) {
        return new Field(
                path,
                label,
                DataSubject.NONE,
                all(purpose, more),
                Protection.PLAIN,
                Erasure.DELETE);
    }

    /// A plain field about the seller that goes with its record.
    public static Field seller(String path, Label label, Purpose purpose, Purpose... more) {
        return new Field(
                path,
                label,
                DataSubject.SELLER,
                all(purpose, more),
                Protection.PLAIN,
                Erasure.DELETE);
    }

    /// A field about the buyer, encrypted under the shop's key, that goes with its record.
    public static Field buyer(String path, Label label, Purpose purpose, Purpose... more) {
        return new Field(
                path,
                label,
                DataSubject.BUYER,
                all(purpose, more),
                Protection.SHOP_KEY,
                Erasure.DELETE);
    }

    /// A field that the vault seals before it is stored.
    public static Field secret(String path, Label label, Purpose purpose, Purpose... more) {
        return new Field(
                path,
                label,
                DataSubject.SELLER,
                all(purpose, more),
                Protection.SECRET,
                Erasure.DELETE);
    }

    /// The same field with another fate at erasure.
    public Field erasedBy(Erasure other) {
        return new Field(path, label, subject, purposes, protection, other);
    }

    private static Set<Purpose> all(Purpose first, Purpose... more) {
        return EnumSet.of(first, more);
    }

    private static boolean isDirectlyPersonal(Label label) {
        return switch (label) {
            case USER_NAME,
                    USER_CONTACT,
                    USER_CONTACT_EMAIL,
                    USER_CONTACT_PHONE_NUMBER,
                    USER_CONTACT_ADDRESS,
                    USER_CONTACT_ADDRESS_STREET,
                    USER_CONTACT_ADDRESS_CITY,
                    USER_CONTACT_ADDRESS_POSTAL_CODE,
                    USER_CONTENT_PRIVATE,
                    USER_GOVERNMENT_ID,
                    USER_FINANCIAL ->
                    true;
            default -> false;
        };
    }
}
