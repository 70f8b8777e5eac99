package com.sellerkit.connect;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.SystemTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Every five minutes, renews the tokens that are due and tidies up what connecting left behind.
public final class TokenRefreshFunction implements RequestStreamHandler {
    private static final Log LOG = Log.to("connect");

    /// One call to TikTok may take 20 seconds; it must end before the function does.
    private static final int SPARE_MILLIS = 30_000;

    private final Upkeep upkeep;
    private final InstantSource time;

    /// The production wiring.
    public TokenRefreshFunction() {
        this(ConnectWiring.fromEnvironment().upkeep(), new SystemTime());
    }

    TokenRefreshFunction(Upkeep upkeep, InstantSource time) {
        this.upkeep = upkeep;
        this.time = time;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        Instant began = time.instant();
        Upkeep.Report report =
                Log.withCorrelation(
                        context.getAwsRequestId(),
                        () -> upkeep.run(() -> context.getRemainingTimeInMillis() > SPARE_MILLIS));
        LOG.info(
                "upkeep done",
                Log.Field.count("completions", report.completions()),
                Log.Field.count("connections", report.connections()),
                Log.Field.count("shops", report.shops()),
                Log.Field.count("failures", report.failures()),
                Log.Field.millis(Duration.between(began, time.instant())));
        output.write("{}".getBytes(StandardCharsets.UTF_8));
    }
}
