package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Log;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads what others wished for: the next few wishes at once, page by page, until there are none.
///
/// One that the platform refuses is set apart, so that the others go on. When several in a row are
/// refused it is not they: then the walk stops.
final class FollowedSource implements Stream.Source<Shaped> {
    /// Where the walk goes on when the wishes at hand are done.
    static final String ONWARD = "onward";

    /// More refusals in a row than this are about the call, not about what was asked for.
    private static final int IN_A_ROW_MAX = 5;

    /// A list whose next page is refused is begun anew so often.
    private static final int RESTARTS_MAX = 3;

    private static final Log LOG = Log.to("sync");

    private final Lists client;
    private final FollowUps followUps;
    private final InstantSource clock;
    private final String stream;
    private final Asking asking;

    private final Refusals refusals;

    /// @param asking how the platform is asked
    FollowedSource(
            Lists client, Records records, InstantSource clock, Streams stream, Asking asking) {
        this(client, records, clock, stream.wireName(), asking, Refusals.SET_APART);
    }

    /// @param lane whose wishes are read
    /// @param asking how the platform is asked
    /// @param refusals what becomes of a wish that is refused
    FollowedSource(
            Lists client,
            Records records,
            InstantSource clock,
            String lane,
            Asking asking,
            Refusals refusals) {
        this.client = client;
        this.followUps = new FollowUps(records);
        this.clock = clock;
        this.stream = lane;
        this.asking = asking;
        this.refusals = refusals;
    }

    /// What becomes of a wish that the platform refuses.
    enum Refusals {
        /// It is tried again later.
        SET_APART,
        /// It is let go, and counts as something that could not be read.
        LET_GO
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
        List<JsonNode> of(ShopId shop, List<String> ids, ListPage page);
    }

    @Override
    public Answer<StreamPage<Shaped>> page(
            ShopAccess access, Window window, String token, Deadline deadline) {
        Place place =
                Place.isOnward(token)
                        ? next(access.shop(), Place.row(token))
                        : Place.parse(access, stream, token);
        if (place.wishes().isEmpty()) {
            return nothing(StreamPage.none());
        }
        List<String> ids = place.wishes().stream().map(each -> each.wish().id()).toList();
        ListCall call = asking.call().of(ids).with("page_token", place.token());
        Answer<ListPage> answer = client.list(access, call, deadline);
        return answer instanceof Answer.Refused<ListPage>(int code, String _)
                ? refused(place, code, answer)
                : answer.map(page -> read(access.shop(), place, ids, page));
    }

    private Answer<StreamPage<Shaped>> nothing(StreamPage<Shaped> page) {
        return new Answer.Success<>(page, clock.instant(), "");
    }

    /// The next wishes, and behind all of them what was refused before.
    private Place next(ShopId shop, int row) {
        List<FollowUp> wishes = followUps.next(shop, stream, asking.atOnce());
        return new Place(
                wishes.isEmpty()
                        ? followUps.retried(shop, stream, clock.instant()).stream().toList()
                        : wishes,
                row,
                "");
    }

    /// One among several is searched for; one alone is not there, or refused for itself.
    private Answer<StreamPage<Shaped>> refused(Place place, int code, Answer<ListPage> answer) {
        if (place.wishes().size() > 1) {
            return nothing(StreamPage.<Shaped>none().onward(place.half().at("")));
        }
        if (asking.absent().contains(code)) {
            return nothing(StreamPage.<Shaped>none().onward(ONWARD).settling(done(place)));
        }
        Place more = place.refused();
        if (more.row() > IN_A_ROW_MAX) {
            return answer.map(_ -> StreamPage.none());
        }
        if (!place.token().isEmpty() && more.row() < RESTARTS_MAX) {
            // The token of a page may have expired.
            return nothing(StreamPage.<Shaped>none().onward(more.at("")));
        }
        StreamPage<Shaped> passed = StreamPage.<Shaped>none().onward(more.onward());
        return nothing(
                switch (refusals) {
                    case SET_APART -> passed.settling(apart(place, code));
                    case LET_GO -> passed.missing("").settling(done(place));
                });
    }

    /// First it is kept as refused, then it is no longer in the way: a crash in between leaves
    /// both.
    private List<Write> apart(Place place, int code) {
        FollowUp wish = place.wishes().getFirst();
        SetApart refused = followUps.refused(wish, code, clock.instant());
        if (refused.refusals() == SetApart.ATTEMPTS_MAX) {
            LOG.error(
                    "wish set apart",
                    Log.Field.shop(wish.shop()),
                    Log.Field.word("stream", stream),
                    Log.Field.code(code));
        }
        List<Write> writes = new ArrayList<>();
        writes.add(refused.put());
        if (wish.urgency() != FollowUp.Urgency.APART) {
            writes.addAll(done(place));
        }
        return writes;
    }

    private StreamPage<Shaped> read(ShopId shop, Place place, List<String> ids, ListPage answer) {
        StreamPage<Shaped> page = asking.kind().page(asking.read().of(shop, ids, answer), "", -1);
        Ending ending = asking.ending();
        boolean enough = ending.isEnough(shop, ids.getFirst(), page.records());
        StreamPage<Shaped> kept = page.keeping(ending.kept(page.records()));
        Place behind = place.behind(answer.records().size(), page.isWhole());
        if (!enough && !answer.nextPageToken().isEmpty()) {
            return kept.onward(behind.at(answer.nextPageToken()));
        }
        List<Write> settled = new ArrayList<>(done(place));
        settled.addAll(ending.settled(shop, ids.getFirst(), page.records()));
        boolean listed = enough || behind.seen() >= expected(ids, answer);
        return behind.whole() && listed
                ? kept.onward(ONWARD).settling(settled)
                : notWhole(behind, kept, settled);
    }

    /// How many records there should be: where several ids are named, at least one of each.
    private long expected(List<String> ids, ListPage answer) {
        return asking.atOnce() > 1
                ? Math.max(ids.size(), answer.totalCount())
                : answer.totalCount();
    }

    /// As with what is refused: one among several is searched for; one alone is tried again later.
    /// What is not whole all the time is taken as it is: the platform may have changed for good.
    ///
    /// @param taken what is written where it is taken
    private StreamPage<Shaped> notWhole(Place place, StreamPage<Shaped> kept, List<Write> taken) {
        if (refusals == Refusals.LET_GO) {
            return kept.missing("").onward(ONWARD).settling(taken);
        }
        Place more = place.refused();
        if (more.row() > IN_A_ROW_MAX) {
            return kept.onward(more.onward()).settling(taken);
        }
        if (place.wishes().size() > 1) {
            return kept.onward(place.half().at(""));
        }
        SetApart next =
                followUps.refused(place.wishes().getFirst(), SetApart.NOT_WHOLE, clock.instant());
        return kept.onward(more.onward())
                .settling(
                        next.refusals() >= SetApart.NOT_WHOLE_MAX
                                ? taken
                                : apart(place, SetApart.NOT_WHOLE));
    }

    private static List<Write> done(Place place) {
        return place.wishes().stream().map(FollowUp::done).toList();
    }

    /// Where a walk is: some wishes, how many refusals in a row went before, and the platform's
    /// token within their list.
    ///
    /// @param seen how many records of the list were before it
    /// @param whole whether all of them could be read
    private record Place(List<FollowUp> wishes, int row, String token, long seen, boolean whole) {
        private static final String BETWEEN = " ";
        private static final String ROW = ".";
        private static final String PARTLY = "partly";

        Place(List<FollowUp> wishes, int row, String token) {
            this(wishes, row, token, 0, true);
        }

        /// The place behind a page.
        Place behind(int records, boolean wholePage) {
            return new Place(wishes, row, token, seen + records, whole && wholePage);
        }

        static boolean isOnward(String token) {
            return token.isEmpty() || token.startsWith(ONWARD);
        }

        static int row(String counted) {
            return (int) number(counted, 1);
        }

        /// One of the numbers before the wishes; 0 if it is not there.
        private static long number(String counted, int at) {
            String[] numbers = counted.split(Pattern.quote(ROW), -1);
            return numbers.length > at ? Long.parseLong(numbers[at]) : 0;
        }

        Place refused() {
            return new Place(wishes, row + 1, token);
        }

        Place half() {
            return new Place(wishes.subList(0, wishes.size() / 2), row, "");
        }

        String onward() {
            return ONWARD + ROW + row;
        }

        /// The place as the walk keeps it.
        String at(String platformToken) {
            List<String> parts = new ArrayList<>();
            String counted = wishes.size() + ROW + row + ROW + seen;
            parts.add(whole ? counted : counted + PARTLY);
            for (FollowUp each : wishes) {
                parts.add(each.urgency().name() + "/" + each.wish().id() + "/" + each.wanted());
            }
            parts.add(platformToken);
            return parts.stream().collect(Collectors.joining(BETWEEN));
        }

        static Place parse(ShopAccess access, String stream, String token) {
            String[] counted = token.split(BETWEEN, 2);
            boolean whole = !counted[0].endsWith(PARTLY);
            String numbers = whole ? counted[0] : counted[0].replace(PARTLY, "");
            int count = (int) number(numbers, 0);
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
            return new Place(wishes, row(numbers), parts[count], number(numbers, 2), whole);
        }
    }
}
