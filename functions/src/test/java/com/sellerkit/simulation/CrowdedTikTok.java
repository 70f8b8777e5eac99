package com.sellerkit.simulation;

import com.sellerkit.platform.Json;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.ShopId;
import com.sellerkit.sync.CrowdedSync;
import com.sellerkit.sync.FakeLists;
import com.sellerkit.sync.FakePlatform;
import com.sellerkit.sync.StreamPage;
import com.sellerkit.sync.TestOrders;
import com.sellerkit.sync.Window;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Drift;
import com.sellerkit.tiktok.ListCall;
import com.sellerkit.tiktok.ListPage;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TikTokOrder;
import com.sellerkit.tiktok.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// TikTok with one small shop and some that have 100,000 orders and no end of everything else,
/// whose calls take as long as they are said to.
final class CrowdedTikTok implements CrowdedSync.TikTok {
    private static final int PAGE_SIZE = 100;
    private static final int PAGES_OF_CHANGES = 150;
    private static final int EVERY = 20;
    private static final Duration STORING = Duration.ofMillis(80);
    private static final Duration SEARCH = Duration.ofMillis(400);
    private static final Duration DETAIL = Duration.ofMillis(250);

    private final FakePlatform orders;
    private final FakeLists lists;
    private final Set<ShopId> great;
    private final Instant beginning;
    private final Much much;
    private final ManualTime time;
    private final Timeline timeline;

    /// What great shops have.
    ///
    /// @param orders how many
    /// @param pages how many of everything else
    /// @param slowness how much longer their calls take
    record Much(int orders, int pages, Duration slowness) {}

    /// @param great the shops that have very much
    CrowdedTikTok(
            FakePlatform orders,
            FakeLists lists,
            Set<ShopId> great,
            Much much,
            ManualTime time,
            Timeline timeline) {
        this.orders = orders;
        this.lists = lists;
        this.great = Set.copyOf(great);
        this.much = much;
        this.time = time;
        this.timeline = timeline;
        this.beginning = time.instant();
    }

    private void take(ShopAccess access, Duration usual) {
        timeline.take(
                great.contains(access.shop()) ? usual.plus(STORING).plus(much.slowness()) : usual);
    }

    @Override
    public Answer<StreamPage<TikTokOrder>> page(
            ShopAccess access, Window window, String token, Deadline deadline) {
        Instant sentAt = time.instant();
        take(access, SEARCH);
        return great.contains(access.shop())
                ? new Answer.Success<>(page(window, token), sentAt, "request")
                : orders.page(access, window, token, deadline);
    }

    @Override
    public Answer<StreamPage<TikTokOrder>> named(
            ShopAccess access, List<String> ids, Deadline deadline) {
        take(access, DETAIL);
        return orders.named(access, ids, deadline);
    }

    /// The orders of a great shop were placed a second after each other, and nothing changes them.
    private StreamPage<TikTokOrder> page(Window window, String token) {
        int first = token.isEmpty() ? 0 : Integer.parseInt(token);
        List<TikTokOrder> page = new ArrayList<>();
        boolean isFirstWalk = window.by() == Window.By.CREATED && window.from().isEmpty();
        int end = isFirstWalk ? Math.min(much.orders(), first + PAGE_SIZE) : first;
        for (int i = first; i < end && first % (EVERY * PAGE_SIZE) == 0; i++) {
            page.add(TestOrders.order(Long.toString(900_000_000L + i), beginning.minusSeconds(i)));
        }
        String next = isFirstWalk && end < much.orders() ? Integer.toString(end) : "";
        return new StreamPage<>(page, List.of(), next, -1, Drift.NONE);
    }

    @Override
    public Answer<ListPage> list(ShopAccess access, ListCall call, Deadline deadline) {
        Instant sentAt = time.instant();
        take(access, SEARCH);
        boolean isProfile = call.line().contains("/shops") || call.line().contains("/permissions");
        if (isProfile || !great.contains(access.shop())) {
            return lists.list(access, call, deadline);
        }
        String token = call.query().getOrDefault("page_token", "");
        int page = token.isEmpty() ? 1 : Integer.parseInt(token);
        int last = access.urgency() == Urgency.LIVE ? PAGES_OF_CHANGES : much.pages();
        String next = page < last ? Integer.toString(page + 1) : "";
        return new Answer.Success<>(
                new ListPage(List.of(), Json.object().put("currency", "USD"), next, -1),
                sentAt,
                "request");
    }
}
