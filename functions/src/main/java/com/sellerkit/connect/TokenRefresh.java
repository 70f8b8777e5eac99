package com.sellerkit.connect;

import com.sellerkit.platform.ShopId;

/// Renews the access token that reaches a shop, one caller at a time.
public interface TokenRefresh {
    /// Renews the token now, because TikTok said that it has expired or that it does not know it;
    /// one that was renewed in the last minute is not renewed again.
    RefreshOutcome refreshNow(ShopId shop);

    /// What came of it.
    sealed interface RefreshOutcome {
        /// There is a newer token: ask [ShopDirectory#access] again.
        record Refreshed() implements RefreshOutcome {}

        /// Somebody else is renewing it: try again in a moment.
        record Busy() implements RefreshOutcome {}

        /// Only a person can mend it.
        record ReconnectNeeded(ReconnectReason reason) implements RefreshOutcome {}

        /// TikTok could not be reached or did not answer usefully: try again later.
        record Unavailable() implements RefreshOutcome {}

        /// There is no such shop, or it is disconnected.
        record Gone() implements RefreshOutcome {}
    }
}
