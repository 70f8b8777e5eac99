package com.sellerkit.local.door;

import com.fasterxml.jackson.databind.JsonNode;

/// A service that speaks AWS's JSON protocol and is run by us.
public interface Service {
    /// Carries out an operation.
    ///
    /// @param operation such as `Decrypt`
    /// @throws ServiceError when the service would refuse
    JsonNode handle(String operation, JsonNode input) throws ServiceError;
}
