package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What an endpoint makes of a call that passed the gateway's checks.
sealed interface Result {

    /// The `data` of a successful answer.
    record Data(ObjectNode json) implements Result {}

    /// The endpoint's own refusal.
    record Refused(Refusal refusal) implements Result {}
}
