package com.sellerkit.sandbox;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a restart must not lose, in the shape of the state file. The world itself is not here: it
/// follows from seed and anchor.
///
/// @param version the shape's own version
/// @param seed the seed that the edits belong to
/// @param webhooks absent while none are delivered
/// @param subscriptions the addresses of single shops; absent in older files
/// @param products what the control did to products, in that order; absent in older files
record Saved(
        int version,
        long seed,
        Clock clock,
        TokenRules tokenRules,
        long issued,
        List<Code> codes,
        List<Grant> grants,
        Map<String, List<Long>> createdOrders,
        List<Edit> edits,
        List<String> inactiveShops,
        @Nullable Webhooks webhooks,
        @Nullable List<ProductEdit> products,
        @Nullable List<Subscriptions.Subscription> subscriptions) {

    static final int VERSION = 1;

    /// Where the world clock stood.
    ///
    /// @param frozenAt the Unix second the world stands still at; absent while it runs
    record Clock(long anchor, @Nullable Long frozenAt, long offsetSeconds) {}

    /// An authorization code that waits for its exchange.
    record Code(String value, String seller, List<String> scopes, long expiresAt) {}

    /// Something that the control let happen to a product.
    ///
    /// @param shop the key of its shop
    record ProductEdit(String shop, String productId, ProductChange change) {}

    /// What the control changed about one order.
    record Edit(String orderId, List<Move> moves, int addressEdition, @Nullable String street) {
        Edit {
            moves = List.copyOf(moves);
        }
    }

    /// A forced change of state.
    record Move(OrderStatus status, long at) {}

    /// Where the delivery of webhooks stood.
    ///
    /// @param issued how many notifications there ever were
    /// @param seen up to which Unix second each shop's changes are announced
    /// @param waiting what is to be delivered yet
    record Webhooks(long issued, Map<String, Long> seen, List<Dispatch> waiting) {
        Webhooks {
            seen = Map.copyOf(seen);
            waiting = List.copyOf(waiting);
        }
    }
}
