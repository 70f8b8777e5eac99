package com.sellerkit.platform;

/// Where facts are told.
public interface Bus {
    /// The source that all of the suite's facts carry.
    String SOURCE = "sellerkit";

    /// Tells one fact.
    ///
    /// @throws DeliveryFailed if the bus did not accept it
    void publish(Fact fact);
}
