package com.sellerkit.api;

import com.sellerkit.account.AccountRecords;
import com.sellerkit.catalog.Catalog;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.connect.ConnectRecords;
import com.sellerkit.ledger.LedgerRecords;
import com.sellerkit.sync.OrderRecords;
import com.sellerkit.sync.StreamRecords;
import com.sellerkit.sync.SyncRecords;
import com.sellerkit.vault.VaultRecords;
import java.util.ArrayList;
import java.util.List;

/// The catalog of the whole suite: every record type that a feature declares.
public final class RegisteredRecords {
    /// All types, in the order of the data map.
    public static final Catalog ALL =
            new Catalog(
                    all(
                            StreamRecords.ALL,
                            AccountRecords.ACCOUNT,
                            AccountRecords.MEMBERSHIP,
                            ConnectRecords.STATE,
                            ConnectRecords.COMPLETION,
                            ConnectRecords.CONNECTION,
                            ConnectRecords.SHOP,
                            ConnectRecords.GRANT,
                            OrderRecords.ORDER,
                            OrderRecords.ORDER_LOOKUP,
                            OrderRecords.REVEAL_NOTE,
                            SyncRecords.STREAM_STATE,
                            SyncRecords.NOTIFICATION,
                            SyncRecords.FOLLOW_UP,
                            SyncRecords.SET_APART,
                            SyncRecords.SWEEP,
                            SyncRecords.ORIGINAL,
                            SyncRecords.CERTIFICATE,
                            SyncRecords.ANNOUNCEMENT,
                            LedgerRecords.TERMS_ACCEPTED,
                            LedgerRecords.CONSENT_GIVEN,
                            LedgerRecords.SHOP_CONNECTED,
                            LedgerRecords.BUYER_REVEALED,
                            LedgerRecords.SHOP_DISCONNECTED,
                            LedgerRecords.CONNECTION_ENDED,
                            VaultRecords.TOKENS,
                            VaultRecords.SHOP_KEY));

    private RegisteredRecords() {}

    private static List<RecordType> all(List<RecordType> ofStreams, RecordType... others) {
        List<RecordType> all = new ArrayList<>(List.of(others));
        all.addAll(all.indexOf(SyncRecords.STREAM_STATE), ofStreams);
        return List.copyOf(all);
    }
}
