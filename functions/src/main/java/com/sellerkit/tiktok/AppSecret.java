package com.sellerkit.tiktok;

import com.sellerkit.platform.Secret;

/// The application's own credentials, which only the token endpoint takes in the clear.
public interface AppSecret {
    /// The application's public key.
    String appKey();

    /// The application's secret.
    Secret appSecret();
}
