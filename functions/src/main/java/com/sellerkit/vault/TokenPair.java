package com.sellerkit.vault;

import com.sellerkit.platform.Secret;
import java.time.Instant;

/// The access token of a connection and the refresh token that renews it.
public record TokenPair(
        Secret access, Instant accessExpiresAt, Secret refresh, Instant refreshExpiresAt) {}
