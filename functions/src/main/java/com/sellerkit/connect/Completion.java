package com.sellerkit.connect;

import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.SellerType;
import java.time.Instant;
import java.util.List;

/// An authorization that waits for its confirmation, with the shops that it reaches.
///
/// @param id names it in the confirmation
/// @param expiresAt when it can no longer be confirmed
public record Completion(
        String id,
        Origin origin,
        String sellerName,
        Instant expiresAt,
        List<ReachedShop> shops,
        List<MissingScope> missingScopes) {

    public Completion {
        shops = List.copyOf(shops);
        missingScopes = List.copyOf(missingScopes);
    }

    /// Where the authorization began.
    public enum Origin {
        /// Here, by a person who was signed in.
        SELLERKIT("sellerkit"),
        /// In TikTok's App Store, by somebody still unknown.
        APP_STORE("app-store");

        private final String code;

        Origin(String code) {
            this.code = code;
        }

        /// The stable word for it.
        public String code() {
            return code;
        }

        static Origin of(String code) {
            return code.equals(APP_STORE.code) ? APP_STORE : SELLERKIT;
        }
    }

    /// Whose a shop is, seen from the account that wants to connect it.
    public enum Ownership {
        /// Nobody's yet.
        NEW,
        /// The account's own; connecting renews it.
        YOURS,
        /// Another account's; it is not taken over.
        ANOTHER_ACCOUNT
    }

    /// A shop that the authorization reaches.
    public record ReachedShop(
            ShopId id, String name, String region, SellerType sellerType, Ownership ownership) {}
}
