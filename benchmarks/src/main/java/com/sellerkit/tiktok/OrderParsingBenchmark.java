package com.sellerkit.tiktok;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// How many orders a second one core reads from the platform's JSON into checked orders, money
/// included. The argument is the number of rounds, 10 unless told. A round reads 200 pages of 100
/// orders.
public final class OrderParsingBenchmark {
    private static final int PAGES = 200;
    private static final int PAGE_SIZE = 100;

    /// The size of order in which the target is given.
    private static final int BYTES_OF_TARGET = 2_500;

    private static final long FIRST_ID = 576_461_413_038_785_000L;

    private OrderParsingBenchmark() {}

    public static void main(String[] arguments) {
        int rounds = arguments.length == 0 ? 10 : Integer.parseInt(arguments[0]);
        byte[] page = ExampleOrders.page(FIRST_ID, PAGE_SIZE);
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
        return ExampleOrders.read(page).size();
    }
}
