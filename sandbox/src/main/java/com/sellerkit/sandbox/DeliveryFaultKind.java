package com.sellerkit.sandbox;

/// The ways in which the delivery of webhooks can misbehave.
public enum DeliveryFaultKind {
    /// The notification is never sent.
    LOSE("Lose"),
    /// The first attempt is made later.
    DELAY("Delay"),
    /// Each attempt is made twice, with the same notification id.
    DOUBLE("Send twice"),
    /// The next notification of the same shop goes first; without one, it goes a minute later.
    REORDER("Let the next one overtake");

    private final String label;

    DeliveryFaultKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
