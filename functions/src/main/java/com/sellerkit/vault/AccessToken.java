package com.sellerkit.vault;

import com.sellerkit.platform.Secret;
import java.time.Instant;

/// The token for calls to the platform.
///
/// @param version rises by one with each pair that is stored, from 1
public record AccessToken(Secret token, Instant expiresAt, long version) {}
