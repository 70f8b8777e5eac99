package com.sellerkit.connect;

import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.ShopId;
import java.time.Instant;
import java.util.List;

/// Where consents to connect are proved from, years later.
interface Evidence {
    /// Records that a person consented to connect these shops with these permissions; recording the
    /// same consent again changes nothing.
    void consented(
            PersonId person,
            AccountId account,
            ConnectionId connection,
            Pending pending,
            List<ShopId> shops,
            Instant at);
}
