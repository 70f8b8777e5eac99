package com.sellerkit.tiktok;

/// Asks the platform for lists and single objects, one call at a time.
public interface Lists {
    /// Asks once for one page; retries are the asker's.
    Answer<ListPage> list(ShopAccess access, ListCall call, Deadline deadline);
}
