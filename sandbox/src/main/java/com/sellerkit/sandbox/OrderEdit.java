package com.sellerkit.sandbox;

import java.util.Optional;

/// What the control changed about an order's address, if anything.
///
/// @param addressEdition how often the address was changed; 0 is the original
/// @param street the street that was given with the last change
record OrderEdit(int addressEdition, Optional<String> street) {
    static final OrderEdit NONE = new OrderEdit(0, Optional.empty());
}
