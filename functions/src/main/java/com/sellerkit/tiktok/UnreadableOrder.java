package com.sellerkit.tiktok;

/// An order on a page whose identity, times or money cannot be read, so that it cannot be stored
/// truthfully.
///
/// @param id the order's id as sent, at most 40 characters; empty where it has none
/// @param field the first field at fault, such as `payment.total_amount`
/// @param problem what is wrong, without the value
public record UnreadableOrder(String id, String field, String problem) {}
