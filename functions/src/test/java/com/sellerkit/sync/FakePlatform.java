package com.sellerkit.sync;

import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Drift;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TikTokOrder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Answers order searches from a list, with the platform's rules for windows, order and tokens.
public final class FakePlatform implements Stream.Source<TikTokOrder> {
    static final int PAGE_SIZE = 100;

    /// How page tokens go on: behind the last order, or at a place in the list as it is then.
    public enum Paging {
        KEYSET,
        OFFSET
    }

    private final InstantSource clock;
    private final Paging paging;
    private final Map<String, TikTokOrder> orders = new TreeMap<>();
    private final Set<String> expiredTokens = new HashSet<>();
    private final Deque<Answer<StreamPage<TikTokOrder>>> instead = new ArrayDeque<>();
    private Runnable before = () -> {};
    private Runnable after = () -> {};
    private final Deque<Answer<StreamPage<TikTokOrder>>> insteadOfNamed = new ArrayDeque<>();

    /// What every page is odd in.
    Drift drift = Drift.NONE;

    private Optional<Integer> liedTotal = Optional.empty();
    private int calls;
    private int namedCalls;
    private String lastToken = "";

    public FakePlatform(InstantSource clock, Paging paging) {
        this.clock = clock;
        this.paging = paging;
    }

    /// Has this order from now on, in place of what it was.
    public void put(TikTokOrder order) {
        orders.put(order.id().value(), order);
    }

    /// The orders by id.
    public Map<String, TikTokOrder> orders() {
        return orders;
    }

    TikTokOrder order(String id) {
        return Objects.requireNonNull(orders.get(id), id);
    }

    int calls() {
        return calls;
    }

    int namedCalls() {
        return namedCalls;
    }

    /// The next call by ids gets this instead of its records.
    void answerNamed(Answer<StreamPage<TikTokOrder>> answer) {
        insteadOfNamed.add(answer);
    }

    /// The next call gets this instead of a page.
    void answer(Answer<StreamPage<TikTokOrder>> answer) {
        instead.add(answer);
    }

    void expireTokens() {
        if (!lastToken.isEmpty()) {
            expiredTokens.add(lastToken);
        }
    }

    /// Every window is said to hold so many from now on.
    void lieAboutTotals(int total) {
        liedTotal = Optional.of(total);
    }

    void tellTheTruth() {
        liedTotal = Optional.empty();
    }

    void beforeEachAnswer(Runnable hook) {
        before = hook;
    }

    void afterEachAnswer(Runnable hook) {
        after = hook;
    }

    @Override
    public Answer<StreamPage<TikTokOrder>> page(
            ShopAccess access, Window window, String token, Deadline deadline) {
        calls++;
        before.run();
        Instant sentAt = clock.instant();
        if (!instead.isEmpty()) {
            return instead.remove();
        }
        if (expiredTokens.contains(token)) {
            return new Answer.Refused<>(36009004, "page_token is invalid");
        }
        Answer<StreamPage<TikTokOrder>> answer =
                new Answer.Success<>(read(window, token), sentAt, "request");
        after.run();
        return answer;
    }

    @Override
    public Answer<StreamPage<TikTokOrder>> named(
            ShopAccess access, List<String> ids, Deadline deadline) {
        namedCalls++;
        Instant sentAt = clock.instant();
        if (!insteadOfNamed.isEmpty()) {
            return insteadOfNamed.remove();
        }
        List<TikTokOrder> found = ids.stream().map(orders::get).filter(Objects::nonNull).toList();
        return new Answer.Success<>(
                new StreamPage<>(found, List.of(), "", found.size(), Drift.NONE),
                sentAt,
                "request");
    }

    /// One page, whatever was told to happen.
    public StreamPage<TikTokOrder> read(Window window, String token) {
        Comparator<TikTokOrder> order =
                Comparator.comparing((TikTokOrder each) -> at(window, each))
                        .thenComparing(each -> each.id().value());
        List<TikTokOrder> matching =
                new ArrayList<>(
                        orders.values().stream()
                                .filter(each -> at(window, each).isBefore(window.before()))
                                .filter(each ->
                                        window.from()
                                                .map(from -> !at(window, each).isBefore(from))
                                                .orElse(true))
                                .sorted(window.by() == Window.By.CREATED ? order.reversed() : order)
                                .toList());
        int total = matching.size();
        int from = token.isEmpty() ? 0 : start(window, token, matching);
        int to = Math.min(total, from + PAGE_SIZE);
        List<TikTokOrder> page = from >= total ? List.of() : matching.subList(from, to);
        String next = to < total ? tokenBehind(window, page.getLast(), to) : "";
        lastToken = next;
        return new StreamPage<>(page, List.of(), next, liedTotal.orElse(total), drift);
    }

    private String tokenBehind(Window window, TikTokOrder last, int offset) {
        return switch (paging) {
            case KEYSET ->
                    "%010d/%s".formatted(at(window, last).getEpochSecond(), last.id().value());
            case OFFSET -> Integer.toString(offset);
        };
    }

    private int start(Window window, String token, List<TikTokOrder> matching) {
        if (paging == Paging.OFFSET) {
            return Integer.parseInt(token);
        }
        boolean descending = window.by() == Window.By.CREATED;
        for (int i = 0; i < matching.size(); i++) {
            TikTokOrder each = matching.get(i);
            String place =
                    "%010d/%s".formatted(at(window, each).getEpochSecond(), each.id().value());
            int compared = place.compareTo(token);
            if (descending ? compared < 0 : compared > 0) {
                return i;
            }
        }
        return matching.size();
    }

    private static Instant at(Window window, TikTokOrder order) {
        return window.by() == Window.By.CREATED ? order.createdAt() : order.updatedAt();
    }
}
