package com.sellerkit.sync;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;

/// Every minute, tells the workers what is due; at once, what a newly connected shop needs.
public final class PlannerFunction implements RequestStreamHandler {
    private static final Duration SPARE = Duration.ofSeconds(2);

    private final Planner planner;
    private final InstantSource clock;

    /// The production wiring.
    public PlannerFunction() {
        this(SyncWiring.fromEnvironment());
    }

    private PlannerFunction(SyncWiring wiring) {
        this(wiring.planner(), wiring.time());
    }

    PlannerFunction(Planner planner, InstantSource clock) {
        this.planner = planner;
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        JsonNode event = Json.parse(input.readAllBytes());
        int sent = Log.withCorrelation(context.getAwsRequestId(), () -> plan(event, context));
        output.write(Json.bytes(Json.object().put("sent", sent)));
    }

    private int plan(JsonNode event, Context context) {
        if (event.path("detail-type").asText().equals("ShopConnected")) {
            return planner.shopConnected(new ShopId(event.path("detail").path("shopId").asText()));
        }
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(SPARE);
        return planner.planDue(Deadline.in(left, clock));
    }
}
