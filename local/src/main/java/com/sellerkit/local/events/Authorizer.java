package com.sellerkit.local.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// Decides whether a bearer token lets a request pass, as API Gateway's Cognito authorizer does.
@FunctionalInterface
public interface Authorizer {
    /// Checks signature, issuer, expiry and use of a token.
    ///
    /// @return its claims, each as text, or nothing when it does not pass
    Optional<ObjectNode> claims(String token);
}
