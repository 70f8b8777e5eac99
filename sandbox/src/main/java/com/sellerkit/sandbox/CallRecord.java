package com.sellerkit.sandbox;

import java.time.Instant;

/// One call that the stand-in served; the query is left out, as it holds secrets.
///
/// @param status the HTTP status, or 0 for a connection that closed without one
/// @param code the code of the answer's envelope
public record CallRecord(
        Instant at, String method, String path, int status, int code, long millis) {}
