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

    private static final String SHOP_INFO = "seller.shop.info";
    private static final String PRODUCTS = "seller.product.basic";
    private static final String PACKAGES = "seller.fulfillment.basic";
    private static final String LOGISTICS = "seller.logistics";
    private static final String RETURNS = "seller.return_refund.basic";
    private static final String FINANCE = "seller.finance.info";
    private static final String CHATS = "seller.customer_service";
    private static final String ANALYTICS = "data.shop_analytics.public.read";

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
                            "Orders stay off: they are neither read nor shown."),
                    new Permission(
                            SHOP_INFO,
                            "Your shop's profile",
                            "To show the shop's name, region and state as TikTok Shop has them.",
                            false,
                            "The shop's profile stays off."),
                    new Permission(
                            PRODUCTS,
                            "Products and stock",
                            "To keep your products, prices and stock in step with TikTok Shop.",
                            false,
                            "Products and stock stay off."),
                    new Permission(
                            PACKAGES,
                            "Packages",
                            "To show which package an order is in, and its tracking number.",
                            false,
                            "Packages stay off."),
                    new Permission(
                            LOGISTICS,
                            "Warehouses and tracking",
                            "To show where packages are and which warehouse they left from."
                                    + " Where a package has been is encrypted under a key of your"
                                    + " shop alone.",
                            false,
                            "Tracking and warehouses stay off."),
                    new Permission(
                            RETURNS,
                            "Returns, refunds and cancellations",
                            "To show what was returned, refunded or cancelled, and to count it in"
                                    + " your figures.",
                            false,
                            "Returns and cancellations stay off."),
                    new Permission(
                            FINANCE,
                            "Statements and payouts",
                            "To read your settlement statements, fees and payouts, so that your"
                                    + " figures reconcile to the cent.",
                            false,
                            "Statements and payouts stay off."),
                    new Permission(
                            CHATS,
                            "Conversations with buyers",
                            "To show conversations beside their orders. What is written is"
                                    + " encrypted under a key of your shop alone.",
                            false,
                            "Conversations stay off."),
                    new Permission(
                            ANALYTICS,
                            "TikTok Shop's own figures",
                            "To show what TikTok Shop counted for your shop, products and SKUs by"
                                    + " day, beside our own sums.",
                            false,
                            "TikTok Shop's own figures stay off."));

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
