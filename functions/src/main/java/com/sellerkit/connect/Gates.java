package com.sellerkit.connect;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Write;
import java.util.List;

/// The gates that every write into a shop's data passes, as far as connecting has to know them.
public interface Gates {
    /// What shuts all of the shop's gates, for the transaction that disconnects it: from then on
    /// nobody who works under an earlier epoch writes anything, and nothing of the shop is due.
    /// Refused if a gate changed meanwhile; then ask again.
    ///
    /// @param epoch the shop's epoch from then on
    /// @return one write for every lane, those included that nobody used yet
    List<Write> shut(ShopId shop, long epoch);
}
