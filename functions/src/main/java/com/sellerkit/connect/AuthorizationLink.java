package com.sellerkit.connect;

import java.net.URI;
import java.time.Instant;

/// Where to send the browser to authorize, once and before it expires.
public record AuthorizationLink(URI url, Instant expiresAt) {}
