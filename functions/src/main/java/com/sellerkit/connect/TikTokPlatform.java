package com.sellerkit.connect;

import com.sellerkit.platform.Secret;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.AuthorizedShop;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Revocation;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.tiktok.TokenAnswer;
import com.sellerkit.tiktok.TokenClient;
import com.sellerkit.tiktok.WebhookAddresses;
import java.time.Instant;
import java.util.List;

/// TikTok itself.
record TikTokPlatform(TokenClient tokens, TikTokClient api) implements Platform {
    @Override
    public TokenAnswer exchange(Secret code) {
        return tokens.exchange(code);
    }

    @Override
    public TokenAnswer refresh(Secret refreshToken) {
        return tokens.refresh(refreshToken);
    }

    @Override
    public Answer<List<AuthorizedShop>> shops(Secret accessToken) {
        return api.authorizedShops(accessToken);
    }

    @Override
    public Answer<Revocation> withdraw(ShopAccess access, Deadline deadline) {
        return api.revoke(access, deadline);
    }

    @Override
    public int silence(ShopAccess access, Deadline deadline) {
        WebhookAddresses addresses = new WebhookAddresses(api);
        int removed = 0;
        if (addresses.of(access, deadline)
                instanceof
                Answer.Success<List<WebhookAddresses.Registered>>(
                        List<WebhookAddresses.Registered> registered,
                        Instant _,
                        String _)) {
            for (WebhookAddresses.Registered one : registered) {
                if (!(addresses.remove(access, one.event(), deadline) instanceof Answer.Success)) {
                    return removed;
                }
                removed++;
            }
        }
        return removed;
    }
}
