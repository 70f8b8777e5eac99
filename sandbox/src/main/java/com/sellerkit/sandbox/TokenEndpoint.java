package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/// The token endpoints of the authorization host: unsigned, with the app's secret in the query.
final class TokenEndpoint {
    static final String GET_PATH = "/api/v2/token/get";
    static final String REFRESH_PATH = "/api/v2/token/refresh";

    private static final int BAD_PARAMETER = 36009004;
    private static final int INVALID_CODE = 36004004;
    private static final int REFRESH_EXPIRED = 36004001;
    private static final int NO_RECORD = 36004005;

    private final SandboxConfig config;
    private final Authorizations authorizations;
    private final Envelopes envelopes;
    private final Faults faults;
    private final WorldClock clock;
    private final Runnable persist;

    TokenEndpoint(
            SandboxConfig config,
            Authorizations authorizations,
            Envelopes envelopes,
            Faults faults,
            WorldClock clock,
            Runnable persist) {
        this.config = config;
        this.authorizations = authorizations;
        this.envelopes = envelopes;
        this.faults = faults;
        this.clock = clock;
        this.persist = persist;
    }

    static boolean serves(String path) {
        return path.equals(GET_PATH) || path.equals(REFRESH_PATH);
    }

    Answer answer(Request request) {
        if (!request.method().equals("GET")) {
            return envelopes.refusal(Refusal.invalidMethod());
        }
        QueryString query = request.query();
        if (!query.text("app_key").equals(config.appKey())) {
            return envelopes.tokenRefusal(BAD_PARAMETER, "invalid app_key");
        }
        if (!RequestSignature.matches(config.appSecret(), query.text("app_secret"))) {
            return envelopes.tokenRefusal(BAD_PARAMETER, "invalid app_secret");
        }
        return request.path().equals(GET_PATH) ? exchange(query) : refresh(query);
    }

    private Answer exchange(QueryString query) {
        if (!query.text("grant_type").equals("authorized_code")) {
            return envelopes.tokenRefusal(
                    BAD_PARAMETER, "invalid grant_type, expected: authorized_code");
        }
        if (query.text("auth_code").isEmpty()) {
            return envelopes.tokenRefusal(BAD_PARAMETER, "auth_code is required");
        }
        Instant now = clock.protocolNow();
        Optional<Grant> grant = authorizations.exchange(query.text("auth_code"), now);
        persist.run();
        return grant.<Answer>map(granted -> envelopes.tokens(tokens(granted)))
                .orElseGet(() -> envelopes.tokenRefusal(INVALID_CODE, "invalid auth code"));
    }

    private Answer refresh(QueryString query) {
        String grantType = query.text("grant_type");
        boolean lenient =
                authorizations.rules().lenientGrantType() && grantType.equals("authorized_code");
        if (!grantType.equals("refresh_token") && !lenient) {
            return envelopes.tokenRefusal(
                    BAD_PARAMETER, "invalid grant_type, expected: refresh_token");
        }
        if (query.text("refresh_token").isEmpty()) {
            return envelopes.tokenRefusal(BAD_PARAMETER, "refresh_token is required");
        }
        if (faults.take(FaultKind.REVOKED_GRANT, REFRESH_PATH).isPresent()) {
            return noRecord();
        }
        Authorizations.Refresh outcome =
                authorizations.refresh(query.text("refresh_token"), clock.protocolNow());
        return switch (outcome) {
            case Authorizations.Refresh.Renewed(Grant grant) -> {
                persist.run();
                yield envelopes.tokens(tokens(grant));
            }
            case Authorizations.Refresh.Expired() ->
                    envelopes.tokenRefusal(REFRESH_EXPIRED, "rt has expired");
            case Authorizations.Refresh.Unknown() -> noRecord();
        };
    }

    private Answer noRecord() {
        return envelopes.tokenRefusal(NO_RECORD, "can not find related auth record");
    }

    private static ObjectNode tokens(Grant grant) {
        Seller seller = Seller.byKey(grant.seller()).orElseThrow();
        Grant.Token access = grant.accessTokens().getLast();
        Grant.Token refresh = grant.refreshTokens().getLast();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("access_token", access.value());
        data.put("access_token_expire_in", access.expiresAt());
        data.put("refresh_token", refresh.value());
        data.put("refresh_token_expire_in", refresh.expiresAt());
        data.put("open_id", grant.openId());
        data.put("seller_name", seller.name());
        data.put("seller_base_region", seller.baseRegion());
        data.put("user_type", 0);
        ArrayNode scopes = data.putArray("granted_scopes");
        grant.scopes().forEach(scopes::add);
        return data;
    }
}
