package com.sellerkit.local.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a month costs, line by line, in US dollars.
///
/// @param perShop what each shop adds
/// @param fixed what is paid once, however many shops there are
public record Bill(List<Line> perShop, List<Line> fixed) {
    private static final double MILLION = 1_000_000;
    private static final double GIGABYTE = 1_000_000_000;
    private static final double MEGABYTES_A_GIGABYTE = 1_024;
    private static final int DAYS = 30;
    private static final int MINUTES = DAYS * 24 * 60;

    /// Sent, received and deleted.
    private static final int REQUESTS_A_MESSAGE = 3;

    /// At worst, every turn opens a token and a shop's key anew.
    private static final int KEY_CALLS_A_TURN = 2;

    public Bill {
        perShop = List.copyOf(perShop);
        fixed = List.copyOf(fixed);
    }

    /// One thing that is paid for.
    ///
    /// @param unit what the quantity counts
    /// @param price of one, in dollars
    public record Line(String what, double quantity, String unit, double price) {
        /// In dollars.
        public double dollars() {
            return quantity * price;
        }
    }

    /// What a shop does in a month and what stands for it all.
    ///
    /// @param ordersAMonth 0 or more
    /// @param monthsKept how many months of orders are stored
    public record Assumptions(
            int ordersAMonth,
            int monthsKept,
            double secondsACall,
            double secondsAStoreRequest,
            double secondsATurn,
            int logBytesATurn,
            int workerMegabytes,
            int webhookMegabytes) {
        /// 12 months are kept; a call takes 0.3 s, a request of the store 5 ms, and a turn 50 ms
        /// beside them.
        public static Assumptions of(int ordersAMonth, int workerMegabytes, int webhookMegabytes) {
            return new Assumptions(
                    ordersAMonth, 12, 0.3, 0.005, 0.05, 700, workerMegabytes, webhookMegabytes);
        }
    }

    /// How many there are of what is paid by the month.
    public record Deployed(int keys, int secrets, int alarms) {}

    /// The bill of a shop and of what all shops share.
    ///
    /// @param work one size of `docs/figures/work.json`
    /// @param prices `docs/figures/prices.json`
    public static Bill of(JsonNode work, JsonNode prices, Assumptions assumed, Deployed deployed) {
        JsonNode million = prices.path("perMillion");
        double writes = monthly(work, "writeUnits", assumed);
        double reads = monthly(work, "readUnits", assumed);
        double turns = monthly(work, "turns", assumed);
        double webhooks = monthly(work, "webhooks", assumed);
        double messages = monthly(work, "messages", assumed);
        double notified = Math.max(0, messages - turns);
        double seconds =
                monthly(work, "calls", assumed) * assumed.secondsACall()
                        + monthly(work, "storeRequests", assumed) * assumed.secondsAStoreRequest()
                        + (turns + notified) * assumed.secondsATurn();
        double gigabytes =
                work.at("/first/bytes").asDouble()
                        / work.path("orders").asDouble()
                        * assumed.ordersAMonth()
                        * assumed.monthsKept()
                        / GIGABYTE;
        List<Line> shop = new ArrayList<>();
        shop.add(
                perMillion("DynamoDB, written", writes, "write units", million, "dynamoWriteUnit"));
        shop.add(perMillion("DynamoDB, read", reads, "read units", million, "dynamoReadUnit"));
        JsonNode stored = prices.path("perGigabyteMonth");
        shop.add(
                new Line(
                        "DynamoDB, stored with backups",
                        gigabytes,
                        "GB",
                        stored.path("dynamoStorage").asDouble()
                                + stored.path("dynamoBackup").asDouble()));
        shop.add(
                new Line(
                        "Lambda, reading and storing",
                        seconds * assumed.workerMegabytes() / MEGABYTES_A_GIGABYTE,
                        "GB-seconds",
                        prices.path("lambdaGigabyteSecondArm").asDouble()));
        shop.add(
                new Line(
                        "Lambda, taking webhooks",
                        webhooks
                                * assumed.secondsATurn()
                                * assumed.webhookMegabytes()
                                / MEGABYTES_A_GIGABYTE,
                        "GB-seconds",
                        prices.path("lambdaGigabyteSecondArm").asDouble()));
        shop.add(
                perMillion(
                        "Lambda, started",
                        turns + notified + webhooks,
                        "invocations",
                        million,
                        "lambdaRequest"));
        shop.add(
                perMillion(
                        "SQS", messages * REQUESTS_A_MESSAGE, "requests", million, "sqsRequest"));
        shop.add(
                perMillion(
                        "KMS",
                        (turns + notified) * KEY_CALLS_A_TURN,
                        "requests",
                        million,
                        "kmsRequest"));
        shop.add(perMillion("HTTP API", webhooks, "webhooks", million, "httpApiRequest"));
        shop.add(
                new Line(
                        "Logs",
                        (turns + notified + webhooks) * assumed.logBytesATurn() / GIGABYTE,
                        "GB",
                        prices.path("logGigabyte").asDouble()));
        JsonNode planner = work.at("/planner");
        List<Line> fixed = new ArrayList<>();
        fixed.add(new Line("Keys", deployed.keys(), "keys", prices.path("keyMonth").asDouble()));
        fixed.add(
                new Line(
                        "Secrets",
                        deployed.secrets(),
                        "secrets",
                        prices.path("secretMonth").asDouble()));
        fixed.add(
                new Line(
                        "Alarms",
                        deployed.alarms(),
                        "alarms",
                        prices.path("alarmMonth").asDouble()));
        fixed.add(
                perMillion(
                        "The planner's looks, read",
                        planner.path("readUnits").asDouble() * DAYS,
                        "read units",
                        million,
                        "dynamoReadUnit"));
        fixed.add(
                perMillion(
                        "The planner, started", MINUTES, "invocations", million, "lambdaRequest"));
        return new Bill(shop, fixed);
    }

    /// What each shop adds, in dollars.
    public double shopDollars() {
        return perShop.stream().mapToDouble(Line::dollars).sum();
    }

    /// What is paid once, in dollars.
    public double fixedDollars() {
        return fixed.stream().mapToDouble(Line::dollars).sum();
    }

    /// Days without a change, and what each order adds to one.
    private static double monthly(JsonNode work, String counter, Assumptions assumed) {
        double quiet = work.path("quietDay").path(counter).asDouble();
        double busy = work.path("busyDay").path(counter).asDouble();
        double arrived = work.at("/busyDay/arrived").asDouble();
        return DAYS * quiet + assumed.ordersAMonth() * Math.max(0, busy - quiet) / arrived;
    }

    private static Line perMillion(
            String what, double quantity, String unit, JsonNode prices, String price) {
        return new Line(what, quantity, unit, prices.path(price).asDouble() / MILLION);
    }

    /// Both parts as rows of a table in Markdown.
    public String table() {
        StringBuilder text = new StringBuilder();
        text.append("| what | quantity a month | price | dollars |\n|---|---:|---:|---:|\n");
        perShop.forEach(line -> text.append(row(line)));
        text.append(total("**a shop**", shopDollars()));
        fixed.forEach(line -> text.append(row(line)));
        text.append(total("**once, for all shops**", fixedDollars()));
        return text.toString();
    }

    private static String row(Line line) {
        boolean few = line.quantity() < 100;
        return String.format(
                Locale.ROOT,
                few ? "| %s | %,.2f %s | %s | %,.2f |\n" : "| %s | %,.0f %s | %s | %,.2f |\n",
                line.what(),
                line.quantity(),
                line.unit(),
                price(line),
                line.dollars());
    }

    private static String price(Line line) {
        return line.price() < 0.0001
                ? String.format(Locale.ROOT, "%.4g a million", line.price() * MILLION)
                : String.format(Locale.ROOT, "%.2f each", line.price());
    }

    private static String total(String what, double dollars) {
        return String.format(Locale.ROOT, "| %s | | | **%,.2f** |\n", what, dollars);
    }
}
