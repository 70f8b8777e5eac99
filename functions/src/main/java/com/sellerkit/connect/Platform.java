package com.sellerkit.connect;

import com.sellerkit.platform.Secret;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.AuthorizedShop;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Revocation;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TokenAnswer;
import java.util.List;

/// What connecting asks of TikTok.
interface Platform {
    /// Exchanges a code; it works once.
    TokenAnswer exchange(Secret code);

    /// Renews a pair of tokens.
    TokenAnswer refresh(Secret refreshToken);

    /// The shops that a token reaches.
    Answer<List<AuthorizedShop>> shops(Secret accessToken);

    /// Ends the authorization for one shop.
    Answer<Revocation> withdraw(ShopAccess access, Deadline deadline);

    /// Has TikTok send no notifications of one shop to an address of its own any more, as far as
    /// that succeeds.
    ///
    /// Returns how many addresses were taken away.
    int silence(ShopAccess access, Deadline deadline);
}
