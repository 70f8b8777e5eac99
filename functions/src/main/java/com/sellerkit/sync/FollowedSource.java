package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.ListCall;
import com.sellerkit.tiktok.ListPage;
import com.sellerkit.tiktok.Lists;
import com.sellerkit.tiktok.ShopAccess;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads what others wished for: the next few wishes at once, page by page, until there are none.
final class FollowedSource implements Stream.Source<Shaped> {
    /// Where the walk goes on when the wishes at hand are done.
    private static final String ONWARD = "onward";

    private final Lists client;
    private final FollowUps followUps;
    private final InstantSource clock;
    private final String stream;
    private final Asking asking;

    /// @param asking how the platform is asked
    FollowedSource(
            Lists client, Records records, InstantSource clock, Streams stream, Asking asking) {
        this.client = client;
        this.followUps = new FollowUps(records);
        this.clock = clock;
        this.stream = stream.wireName();
        this.asking = asking;
    }

    /// How the platform is asked for what was wished for.
    ///
    /// @param atOnce how many ids one call names
    /// @param call asks for ids, joined by commas where there are several
    /// @param kind reads the answer
    /// @param read turns an answer into records, given the ids that were asked for
    /// @param absent the platform's codes for what it does not have, or not any more
    /// @param ending says when a list is read far enough
    record Asking(
            int atOnce,
            Call call,
            ShapedKind kind,
            Reader read,
            Set<Integer> absent,
            Ending ending) {
        Asking {
            absent = Set.copyOf(absent);
        }

        /// Every list is read to its end.
        Asking(int atOnce, Call call, ShapedKind kind, Reader read, Set<Integer> absent) {
            this(atOnce, call, kind, read, absent, new Ending() {});
        }

        /// The same asking, which may end before a list does.
        Asking until(Ending other) {
            return new Asking(atOnce, call, kind, read, absent, other);
        }
    }

    /// When a list, of one id, is read far enough.
    interface Ending {
        /// Whether what lies behind this page need not be read.
        default boolean isEnough(ShopId shop, String id, List<Shaped> page) {
            return false;
        }

        /// What of the page is worth keeping.
        default List<Shaped> kept(List<Shaped> page) {
            return page;
        }

        /// What is written once the last page is durable.
        default List<Write> settled(ShopId shop, String id, List<Shaped> page) {
            return List.of();
        }
    }

    /// Makes the call.
    interface Call {
        ListCall of(List<String> ids);
    }

    /// Takes the records out of an answer.
    interface Reader {
        List<JsonNode> of(List<String> ids, ListPage page);
    }

    @Override
    public Answer<StreamPage<Shaped>> page(
            ShopAccess access, Window window, String token, Deadline deadline) {
        Place place =
                token.isEmpty() || token.equals(ONWARD)
                        ? new Place(followUps.next(access.shop(), stream, asking.atOnce()), "")
                        : Place.parse(access, stream, token);
        if (place.wishes().isEmpty()) {
            return new Answer.Success<>(StreamPage.none(), clock.instant(), "");
        }
        List<String> ids = place.wishes().stream().map(each -> each.wish().id()).toList();
        ListCall call = asking.call().of(ids).with("page_token", place.token());
        Answer<ListPage> answer = client.list(access, call, deadline);
        if (answer instanceof Answer.Refused<ListPage>(int code, String _)
                && asking.absent().contains(code)) {
            return new Answer.Success<>(
                    StreamPage.<Shaped>none().onward(ONWARD).settling(done(place)),
                    clock.instant(),
                    "");
        }
        return answer.map(page -> read(access.shop(), place, ids, page));
    }

    private StreamPage<Shaped> read(ShopId shop, Place place, List<String> ids, ListPage answer) {
        StreamPage<Shaped> page = asking.kind().page(asking.read().of(ids, answer), "", -1);
        Ending ending = asking.ending();
        boolean last =
                answer.nextPageToken().isEmpty()
                        || ending.isEnough(shop, ids.getFirst(), page.records());
        StreamPage<Shaped> kept = page.keeping(ending.kept(page.records()));
        if (!last) {
            return kept.onward(place.at(answer.nextPageToken()));
        }
        List<Write> settled = new ArrayList<>(done(place));
        settled.addAll(ending.settled(shop, ids.getFirst(), page.records()));
        return kept.onward(ONWARD).settling(settled);
    }

    private static List<Write> done(Place place) {
        return place.wishes().stream().map(FollowUp::done).toList();
    }

    /// Where a walk is: some wishes, and the platform's token within their list.
    private record Place(List<FollowUp> wishes, String token) {
        private static final String BETWEEN = " ";

        /// The place as the walk keeps it.
        String at(String platformToken) {
            List<String> parts = new ArrayList<>();
            parts.add(Integer.toString(wishes.size()));
            for (FollowUp each : wishes) {
                parts.add(each.urgency().name() + "/" + each.wish().id() + "/" + each.wanted());
            }
            parts.add(platformToken);
            return parts.stream().collect(Collectors.joining(BETWEEN));
        }

        static Place parse(ShopAccess access, String stream, String token) {
            String[] counted = token.split(BETWEEN, 2);
            int count = Integer.parseInt(counted[0]);
            String[] parts = counted[1].split(BETWEEN, count + 1);
            List<FollowUp> wishes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String[] wish = parts[i].split("/", 3);
                wishes.add(
                        new FollowUp(
                                access.shop(),
                                new FollowUp.Wish(stream, wish[1]),
                                FollowUp.Urgency.valueOf(wish[0]),
                                wish[2]));
            }
            return new Place(wishes, parts[count]);
        }
    }
}
