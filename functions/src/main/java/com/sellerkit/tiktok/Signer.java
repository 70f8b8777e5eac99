package com.sellerkit.tiktok;

/// Signs requests to the platform without showing the application's secret.
public interface Signer {
    /// The application's public key.
    String appKey();

    /// Lower-case hex of HMAC-SHA256, keyed with the application's secret, over secret + base +
    /// secret.
    ///
    /// @param base the path, sorted parameters and body of the request, as the platform defines
    ///   them
    String sign(byte[] base);
}
