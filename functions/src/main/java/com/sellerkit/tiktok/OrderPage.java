package com.sellerkit.tiktok;

import java.util.List;

/// One page of an order search.
///
/// @param orders the orders that could be read, in the platform's order
/// @param unreadable the orders whose identity or money could not be read; never silently dropped
/// @param nextPageToken empty on the last page
/// @param totalCount how many orders the whole search has, as the platform counts them; -1 if it
///   did not say
/// @param drift the fields that were unknown or of an unexpected type, and passed over
/// @param originals the orders as they were sent, those that could not be read under no id
public record OrderPage(
        List<TikTokOrder> orders,
        List<UnreadableOrder> unreadable,
        String nextPageToken,
        long totalCount,
        Drift drift,
        List<Original> originals) {
    public OrderPage {
        orders = List.copyOf(orders);
        unreadable = List.copyOf(unreadable);
        originals = List.copyOf(originals);
    }
}
