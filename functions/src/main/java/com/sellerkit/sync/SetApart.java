package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Write;
import java.time.Duration;
import java.time.Instant;

/// Something that is still to be read and that the platform refuses, or does not answer whole, set
/// apart so that it keeps nothing else from being read; it is tried again, at first soon and then
/// once a day.
///
/// @param wanted tells this wish from a later one for the same thing
/// @param refusals how often the platform refused it
/// @param code the platform's code of the last refusal, or [#NOT_WHOLE]
/// @param since when it was refused first
/// @param tryAt when it is tried again
record SetApart(
        ShopId shop,
        FollowUp.Wish wish,
        String wanted,
        int refusals,
        long code,
        Instant since,
        Instant tryAt) {
    /// From this refusal on it is told, and tried once a day only.
    static final int ATTEMPTS_MAX = 3;

    /// What was answered, and not whole; no code of the platform.
    static final int NOT_WHOLE = 0;

    /// What was never whole until then is taken as it is.
    static final int NOT_WHOLE_MAX = 6;

    private static final Duration SOON = Duration.ofMinutes(5);
    private static final Duration LATER = Duration.ofDays(1);

    /// Refused for the first time.
    static SetApart first(FollowUp refused, long code, Instant now) {
        return new SetApart(
                refused.shop(), refused.wish(), refused.wanted(), 1, code, now, now.plus(SOON));
    }

    /// Refused once more.
    SetApart again(long newCode, Instant now) {
        int times = refusals + 1;
        return new SetApart(
                shop,
                wish,
                wanted,
                times,
                newCode,
                since,
                now.plus(times < ATTEMPTS_MAX ? SOON : LATER));
    }

    /// Whether the attempts that could be a moment's trouble are over.
    boolean isTold() {
        return refusals >= ATTEMPTS_MAX;
    }

    /// As the wish that is read next.
    FollowUp asWish() {
        return new FollowUp(shop, wish, FollowUp.Urgency.APART, wanted);
    }

    static String partition(ShopId shop) {
        return shop + "#apart";
    }

    static Key key(ShopId shop, FollowUp.Wish wish) {
        return new Key(partition(shop), FollowUp.prefix(wish.stream()) + wish.id());
    }

    Write put() {
        return new Write.Put(
                Item.of(
                        SyncRecords.SET_APART,
                        key(shop, wish),
                        Json.object()
                                .put("wanted", wanted)
                                .put("refusals", refusals)
                                .put("code", code)
                                .put("since", since.toEpochMilli())
                                .put("tryAt", tryAt.toEpochMilli())),
                Condition.ALWAYS);
    }

    /// Tried again as soon as its stream is read.
    Write triedNow(Instant now) {
        return Write.Patch.of(SyncRecords.SET_APART, key(shop, wish))
                .set("tryAt", now.toEpochMilli())
                .when(Condition.equal("wanted", wanted));
    }

    static SetApart parse(Item item) {
        String partition = item.key().partition();
        String[] parts = item.key().sort().split("#", 2);
        JsonNode fields = item.fields();
        return new SetApart(
                new ShopId(partition.substring(0, partition.indexOf('#'))),
                new FollowUp.Wish(parts[0], parts[1]),
                fields.path("wanted").asText(),
                fields.path("refusals").asInt(),
                fields.path("code").asLong(),
                Instant.ofEpochMilli(fields.path("since").asLong()),
                Instant.ofEpochMilli(fields.path("tryAt").asLong()));
    }
}
