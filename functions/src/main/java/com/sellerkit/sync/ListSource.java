package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.ListCall;
import com.sellerkit.tiktok.ListPage;
import com.sellerkit.tiktok.Lists;
import com.sellerkit.tiktok.ShopAccess;
import java.util.List;
import java.util.Optional;

/// Reads a list of the platform page by page.
///
/// @param asking makes the call for a window, without the page token
/// @param unwrapping takes the records out of an answer
/// @param kind reads the records
/// @param byIds asks for records by their ids, where the platform lets one
record ListSource(
        Lists client, Asking asking, Unwrapping unwrapping, ShapedKind kind, Optional<ByIds> byIds)
        implements Stream.Source<Shaped> {

    /// Makes the call for the part of the list that is walked.
    interface Asking {
        ListCall of(Window window);
    }

    /// Makes the call for some ids.
    interface ByIds {
        ListCall of(List<String> ids);
    }

    /// Takes the records out of an answer.
    interface Unwrapping {
        List<JsonNode> of(ListPage page);
    }

    ListSource(Lists client, Asking asking, ShapedKind kind) {
        this(client, asking, ListPage::records, kind, Optional.empty());
    }

    ListSource named(ByIds calls) {
        return new ListSource(client, asking, unwrapping, kind, Optional.of(calls));
    }

    @Override
    public Answer<StreamPage<Shaped>> page(
            ShopAccess access, Window window, String token, Deadline deadline) {
        return ask(access, asking.of(window).with("page_token", token), deadline);
    }

    @Override
    public Answer<StreamPage<Shaped>> named(
            ShopAccess access, List<String> ids, Deadline deadline) {
        return byIds.isEmpty()
                ? Stream.Source.super.named(access, ids, deadline)
                : ask(access, byIds.get().of(ids), deadline);
    }

    private Answer<StreamPage<Shaped>> ask(ShopAccess access, ListCall call, Deadline deadline) {
        return client.list(access, call, deadline)
                .map(page ->
                        kind.page(unwrapping.of(page), page.nextPageToken(), page.totalCount()));
    }
}
