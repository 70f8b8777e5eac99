package com.sellerkit.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A REST API as the template describes it.
///
/// @param scopes what an access token must carry one of
/// @param responses gateway responses by type, such as `UNAUTHORIZED`
public record ApiSpec(
        String id,
        String stage,
        Map<String, String> stageVariables,
        List<String> binaryMediaTypes,
        List<String> scopes,
        Map<String, GatewayResponse> responses) {
    public ApiSpec {
        stageVariables = Map.copyOf(stageVariables);
        binaryMediaTypes = List.copyOf(binaryMediaTypes);
        scopes = List.copyOf(scopes);
        responses = Map.copyOf(responses);
    }

    /// An answer that the gateway gives itself.
    ///
    /// @param status the status to answer with instead of the type's own
    /// @param template the body, with `$context` variables
    public record GatewayResponse(
            Optional<Integer> status, Map<String, String> headers, Optional<String> template) {
        public GatewayResponse {
            headers = Map.copyOf(headers);
        }
    }
}
