package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Query;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.ListPage;
import com.sellerkit.tiktok.Lists;
import com.sellerkit.tiktok.ShopAccess;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Asks for the stock of all products that are kept, so many at once. When the platform refuses
/// some, those are wished for one by one, where the one that it means is found; the others go on.
record StockSource(Lists client, Records records, InstantSource clock)
        implements Stream.Source<Shaped> {
    private static final String ROW = " ";

    /// More refusals in a row than this are about the call, not about a product.
    private static final int IN_A_ROW_MAX = 3;

    @Override
    public Answer<StreamPage<Shaped>> page(
            ShopAccess access, Window window, String token, Deadline deadline) {
        String[] place = token.split(ROW, 2);
        int row = place.length < 2 ? 0 : Integer.parseInt(place[1]);
        Query all =
                Query.table(
                                Products.PRODUCT.type(),
                                ShapedKind.partition(access.shop(), Products.PRODUCT.type()))
                        .limit(Products.INVENTORY_AT_ONCE);
        // Ids are digits, so nothing sorts between an id and the same with a blank behind it.
        Query rest = token.isEmpty() ? all : all.between(place[0] + " ", "~");
        List<String> kept = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        records.query(rest)
                .items()
                .forEach(item -> {
                    kept.add(item.key().sort());
                    if (!item.fields().has("goneAt")) {
                        ids.add(item.key().sort());
                    }
                });
        if (kept.isEmpty()) {
            return new Answer.Success<>(StreamPage.none(), clock.instant(), "");
        }
        if (ids.isEmpty()) {
            return new Answer.Success<>(
                    StreamPage.<Shaped>none().onward(kept.getLast()), clock.instant(), "");
        }
        Answer<ListPage> answer = client.list(access, Products.stock(ids), deadline);
        return answer instanceof Answer.Refused<ListPage> && row < IN_A_ROW_MAX
                ? new Answer.Success<>(
                        StreamPage.<Shaped>none()
                                .onward(kept.getLast() + ROW + (row + 1))
                                .settling(wishes(access.shop(), ids)),
                        clock.instant(),
                        "")
                : answer.map(page -> Products.INVENTORY.page(page.records(), kept.getLast(), -1));
    }

    private List<Write> wishes(ShopId shop, List<String> ids) {
        Instant now = clock.instant();
        return ids.stream()
                .map(id -> new FollowUp.Wish(Streams.INVENTORY.wireName(), id))
                .map(wish ->
                        new FollowUp(
                                        shop,
                                        wish,
                                        FollowUp.Urgency.OLD,
                                        Long.toString(now.toEpochMilli()))
                                .put())
                .toList();
    }
}
