package com.sellerkit.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A permission that SellerKit asks for at TikTok, in plain words.
///
/// @param scope as TikTok writes it
/// @param title what it is called here
/// @param usedFor what SellerKit does with it
/// @param required whether nothing works without it
/// @param consequence what stays off without it
public record Permission(
        String scope, String title, String usedFor, boolean required, String consequence) {

    private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");

    /// Names the shops; nothing works without it.
    public static final String AUTHORIZATION_INFO = "seller.authorization.info";

    /// Reads orders.
    public static final String ORDER_INFO = "seller.order.info";

    /// Every permission that SellerKit asks for; it asks for none that it does not use.
    public static final List<Permission> ALL =
            List.of(
                    new Permission(
                            AUTHORIZATION_INFO,
                            "Which shops you authorized",
                            "To name the shops that an authorization reaches before you connect"
                                    + " them, and to notice when you end it.",
                            true,
                            "No shop can be connected."),
                    new Permission(
                            ORDER_INFO,
                            "Orders",
                            "To show your orders and keep them in step with TikTok Shop. Buyers'"
                                    + " names, addresses and phone numbers are encrypted under a key"
                                    + " of your shop alone.",
                            false,
                            "Orders stay off: they are neither read nor shown."));

    /// What is never done with a shop's data.
    public static final List<String> NEVER =
            List.of(
                    "Sell it, or your buyers' data.",
                    "Use it for advertising.",
                    "Train artificial-intelligence models with it.",
                    "Use it for anything unrelated to the features you signed up for.",
                    "Change anything in your shop: SellerKit only reads.");

    /// The scopes that read like scopes; what TikTok might add beside them is nothing to keep.
    static Set<String> plain(Set<String> granted) {
        return granted.stream()
                .filter(scope -> SCOPE.matcher(scope).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The permissions that were not granted, with what stays off.
    static List<MissingScope> missing(Set<String> granted) {
        List<MissingScope> missing = new ArrayList<>();
        for (Permission permission : ALL) {
            if (!granted.contains(permission.scope())) {
                missing.add(new MissingScope(permission.scope(), permission.consequence()));
            }
        }
        return List.copyOf(missing);
    }
}
