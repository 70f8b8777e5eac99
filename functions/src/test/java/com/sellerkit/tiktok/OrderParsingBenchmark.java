package com.sellerkit.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;

/// How many orders a second one core reads from the platform's JSON into checked orders, money
/// included. Run its `main` with the test class path; the argument is the number of rounds, 10
/// unless told. A round reads 200 pages of 100 orders.
final class OrderParsingBenchmark {
    private static final int PAGES = 200;
    private static final int PAGE_SIZE = 100;

    /// The size of order in which the target is given.
    private static final int BYTES_OF_TARGET = 2_500;

    private static final Instant NOW = Instant.ofEpochSecond(1_773_200_000);

    private OrderParsingBenchmark() {}

    public static void main(String[] arguments) {
        int rounds = arguments.length == 0 ? 10 : Integer.parseInt(arguments[0]);
        byte[] page = page();
        System.out.printf(
                "page of %d orders, %d bytes an order%n", PAGE_SIZE, page.length / PAGE_SIZE);
        long[] figures = new long[rounds];
        for (int round = 1; round <= rounds; round++) {
            long perSecond = round(page);
            figures[round - 1] = perSecond;
            System.out.printf(
                    "round %d: %,d orders/s, %,d MB/s%n",
                    round, perSecond, perSecond * (page.length / PAGE_SIZE) / 1_000_000);
        }
        Arrays.sort(figures);
        long median = figures[rounds / 2];
        System.out.printf(
                "median: %,d orders/s on one core, which is %,d orders of 2.5 KB; best: %,d orders/s%n",
                median, median * page.length / PAGE_SIZE / BYTES_OF_TARGET, figures[rounds - 1]);
    }

    private static long round(byte[] page) {
        // CPU time, so that what else the machine does counts less.
        long began = cpuNanos();
        long orders = 0;
        for (int i = 0; i < PAGES; i++) {
            orders += read(page);
        }
        return orders * 1_000_000_000L / (cpuNanos() - began);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static int read(byte[] page) {
        return switch (Classifier.classify(
                new Exchange.Reply(200, "", page),
                reader -> new OrderPageReader(reader).read(),
                NOW,
                NOW)) {
            case Answer.Success<OrderPage>(OrderPage read, Instant _, String _) ->
                    read.orders().size();
            case Answer<OrderPage> other -> throw new IllegalStateException(other.toString());
        };
    }

    /// The first example order, a hundred times under other ids, with one line of its two.
    private static byte[] page() {
        JsonNode envelope = Json.parse(Examples.bytes("order_202309_orders_search"));
        ArrayNode orders = (ArrayNode) envelope.get("data").get("orders");
        ObjectNode first = (ObjectNode) orders.get(0);
        ((ArrayNode) first.get("line_items")).remove(1);
        orders.removeAll();
        for (int i = 0; i < PAGE_SIZE; i++) {
            orders.add(first.deepCopy().put("id", Long.toString(576_461_413_038_785_000L + i)));
        }
        return Json.bytes(envelope);
    }
}
