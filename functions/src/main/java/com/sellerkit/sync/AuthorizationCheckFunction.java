package com.sellerkit.sync;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.connect.AuthorizationChecks;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.ShopId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Once a day, asks TikTok which shops are still authorized; goes on by itself when its time is up.
///
/// It is here, and not in `connect`, because disconnecting a shop shuts its gates.
public final class AuthorizationCheckFunction implements RequestStreamHandler {
    private static final Log LOG = Log.to("sync");

    /// One check may ask three times for 20 seconds, and withdraw for a few more.
    private static final int SPARE_MILLIS = 90_000;

    private final AuthorizationChecks checks;
    private final InstantSource time;

    /// The production wiring.
    public AuthorizationCheckFunction() {
        this(SyncWiring.fromEnvironment());
    }

    private AuthorizationCheckFunction(SyncWiring wiring) {
        this(wiring.authorizationChecks(), wiring.time());
    }

    AuthorizationCheckFunction(AuthorizationChecks checks, InstantSource time) {
        this.checks = checks;
        this.time = time;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        JsonNode event = Json.parse(input.readAllBytes());
        Instant began = time.instant();
        AuthorizationChecks.Report report =
                Log.withCorrelation(
                        context.getAwsRequestId(),
                        () ->
                                checks.run(
                                        place(event),
                                        () -> context.getRemainingTimeInMillis() > SPARE_MILLIS));
        LOG.info(
                "authorizations checked",
                Log.Field.count("shops", report.shops()),
                Log.Field.count("disconnected", report.disconnected()),
                Log.Field.count("unclear", report.unclear()),
                Log.Field.count("failures", report.failures()),
                Log.Field.millis(Duration.between(began, time.instant())));
        output.write(Json.bytes(Json.object()));
    }

    private static Optional<AuthorizationChecks.Place> place(JsonNode event) {
        if (!event.path("detail-type").asText().equals(AuthorizationChecks.INTERRUPTED)) {
            return Optional.empty();
        }
        JsonNode detail = event.path("detail");
        return Optional.of(
                new AuthorizationChecks.Place(
                        new ShopId(detail.path("shopId").asText()),
                        Instant.ofEpochMilli(detail.path("dueAt").asLong()),
                        Instant.ofEpochMilli(detail.path("until").asLong())));
    }
}
