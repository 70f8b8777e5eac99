package com.sellerkit.local.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.benchmarks.Figures;
import com.sellerkit.local.Suite;
import com.sellerkit.local.SuiteOptions;
import com.sellerkit.sandbox.OrderStatus;
import com.sellerkit.sandbox.SandboxClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How long it takes until a seller sees an order move that TikTok tells of, while nothing else
/// happens, and while another seller's shop of 100,000 orders is read for the first time.
///
/// @param state a folder for the suite's data
/// @param count how many orders move while the other shop is read
public record Neighbours(Path project, Path state, int count) {
    private static final int GREAT = 100_000;
    private static final int SMALL = 400;

    /// Of the neighbour's other shops, which nobody looks at.
    private static final int TINY = 20;

    private static final int QUIET = 25;
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration SEEN_MAX = Duration.ofMinutes(2);
    private static final Duration SETTLED_MAX = Duration.ofMinutes(10);
    private static final Duration LATER_MAX = Duration.ofSeconds(10);

    /// What an order moves through, from where it can be told apart that it did.
    private static final Map<OrderStatus, OrderStatus> NEXT =
            new EnumMap<>(
                    Map.of(
                            OrderStatus.AWAITING_SHIPMENT, OrderStatus.IN_TRANSIT,
                            OrderStatus.AWAITING_COLLECTION, OrderStatus.IN_TRANSIT,
                            OrderStatus.IN_TRANSIT, OrderStatus.DELIVERED,
                            OrderStatus.DELIVERED, OrderStatus.COMPLETED));

    /// A step of an order's way.
    private record Move(String order, OrderStatus to) {}

    /// Moves orders, waits until each is seen, and prints how long that took.
    ///
    /// @throws IllegalStateException if one is seen ten seconds later than on a quiet day, or if
    ///   the other shop was read before the last moved
    public void run() {
        Instant beginning = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (Suite suite =
                Suite.start(
                        SuiteOptions.forTest(project, state)
                                .withOptimizedTables(true)
                                .withSandbox(config ->
                                        config.withClock(SandboxClock.frozenAt(beginning))
                                                .withShopSize("us", GREAT)
                                                .withShopSize("de", SMALL)
                                                .withShopSize("jp", TINY)
                                                .withShopSize("id", TINY)
                                                .withShopSize("mx", TINY)))) {
            List<Move> moves = moves(suite);
            if (moves.size() < QUIET + count) {
                throw new IllegalStateException(
                        "the small shop's orders can move %d times; %d are for the quiet day, so at most %d can be asked for"
                                .formatted(moves.size(), QUIET, moves.size() - QUIET));
            }
            Seller neighbour = Seller.withAccount(suite, "ben@example.com");
            String shop =
                    suite.sandbox().shops().stream()
                            .filter(each -> each.key().equals("de"))
                            .findFirst()
                            .orElseThrow()
                            .id();
            List<String> shops = neighbour.connect(suite.sandbox(), "global");
            shops.forEach(each -> awaitSettled(neighbour, each));
            System.out.println("The small shop was read; its orders move now.");
            Figures quiet = new Figures();
            moves.subList(0, QUIET).forEach(each -> quiet.add(move(suite, neighbour, shop, each)));
            System.out.println("Nothing else happens:         " + quiet);

            Seller great = Seller.withAccount(suite, "ada@example.com");
            String greatShop = great.connect(suite.sandbox(), "us").getFirst();
            awaitBegun(great, greatShop);
            Figures busy = new Figures();
            moves.subList(QUIET, QUIET + count)
                    .forEach(each -> busy.add(move(suite, neighbour, shop, each)));
            JsonNode stream = great.orderStream(greatShop);
            System.out.println("Beside the other shop's import: " + busy);
            System.out.printf(
                    "Of the other shop, %,d of %,d orders were read by then%n",
                    stream.path("progress").path("read").asLong(), GREAT);
            if (!stream.path("state").asText().equals("importing")) {
                throw new IllegalStateException(
                        "the other shop is " + stream.path("state") + " already");
            }
            if (busy.millis(1) - quiet.millis(1) >= LATER_MAX.toMillis()) {
                throw new IllegalStateException("one was seen too late");
            }
        }
    }

    /// All steps that the small shop's orders have before them, each order's in their order.
    private static List<Move> moves(Suite suite) {
        Map<OrderStatus, List<String>> at = new EnumMap<>(OrderStatus.class);
        for (JsonNode order : suite.sandbox().orders("de")) {
            at.computeIfAbsent(
                            OrderStatus.valueOf(order.path("status").asText()),
                            _ -> new ArrayList<>())
                    .add(order.path("id").asText());
        }
        List<Move> moves = new ArrayList<>();
        NEXT.forEach((from, to) -> {
            List<String> there = at.getOrDefault(from, List.of());
            there.forEach(order -> moves.add(new Move(order, to)));
            at.computeIfAbsent(to, _ -> new ArrayList<>()).addAll(there);
        });
        return moves;
    }

    /// Waits until everything of a shop was read once.
    private static void awaitSettled(Seller seller, String shop) {
        Instant end = Instant.now().plus(SETTLED_MAX);
        while (Instant.now().isBefore(end)) {
            boolean settled = true;
            for (JsonNode stream :
                    seller.get("/api/shops/" + shop + "/sync").ok().path("streams")) {
                settled &= !Set.of("waiting", "importing").contains(stream.path("state").asText());
            }
            if (settled) {
                return;
            }
            Seller.pause(Duration.ofSeconds(1));
        }
        throw new IllegalStateException("a shop was not read within " + SETTLED_MAX);
    }

    private static void awaitBegun(Seller seller, String shop) {
        Instant end = Instant.now().plus(SETTLED_MAX);
        while (seller.orderStream(shop).path("progress").path("read").asLong() == 0) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("the other shop's import did not begin");
            }
            Seller.pause(Duration.ofMillis(500));
        }
    }

    /// Moves an order; returns how long it took until the seller saw it.
    private static Duration move(Suite suite, Seller seller, String shop, Move move) {
        long begun = System.nanoTime();
        suite.sandbox().moveOrder(move.order(), move.to());
        suite.sandbox().tick();
        String path = "/api/shops/" + shop + "/orders/" + move.order();
        while (!seller.get(path).ok().path("status").asText().equals(move.to().name())) {
            if (System.nanoTime() - begun > SEEN_MAX.toNanos()) {
                throw new IllegalStateException("an order that moved was not seen");
            }
            Seller.pause(Duration.ofMillis(100));
        }
        Duration seen = Duration.ofNanos(System.nanoTime() - begun);
        Seller.pause(BETWEEN);
        return seen;
    }
}
