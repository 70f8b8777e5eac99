package com.sellerkit.sync;

import com.sellerkit.catalog.RecordType;
import java.util.List;

/// What the streams keep besides orders.
public final class StreamRecords {
    /// All of it, in the order of the data map.
    public static final List<RecordType> ALL =
            List.of(
                    Profile.KIND.type(),
                    Parcels.PACKAGE.type(),
                    Parcels.TRACKING.type(),
                    Parcels.WAREHOUSE.type(),
                    Products.PRODUCT.type(),
                    Products.PAGE.type(),
                    Products.INVENTORY.type(),
                    Aftersales.RETURN.type(),
                    Aftersales.CANCELLATION.type(),
                    Payouts.STATEMENT.type(),
                    Payouts.TRANSACTION.type(),
                    Payouts.PAYMENT.type(),
                    Payouts.WITHDRAWAL.type(),
                    Payouts.UNSETTLED.type(),
                    Chats.CONVERSATION.type(),
                    Chats.MESSAGE.type(),
                    Chats.THREAD,
                    Figures.SHOP_DAY.type(),
                    Figures.PRODUCT_DAY.type(),
                    Figures.SKU_DAY.type(),
                    Subscriptions.KIND.type());

    private StreamRecords() {}
}
