package com.sellerkit.local.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.template.Deployment;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What SellerKit costs and what work that comes from, as a page of the documentation.
public final class CostReport {
    /// Fewer are told to the tenth.
    private static final int FEW = 10;

    private static final List<Integer> MONTHS = List.of(0, 1_000, 10_000, 100_000);

    /// What is counted, as the figures name it, and as people do.
    private record Counter(String name, String words) {}

    private static final List<Counter> COUNTERS =
            List.of(
                    new Counter("calls", "calls of the platform"),
                    new Counter("recordsWritten", "records written"),
                    new Counter("writeUnits", "write units"),
                    new Counter("recordsRead", "records read"),
                    new Counter("readUnits", "read units"),
                    new Counter("messages", "messages"),
                    new Counter("keyCalls", "KMS calls"));

    private final JsonNode work;
    private final JsonNode prices;
    private final Deployment deployment;

    private CostReport(JsonNode work, JsonNode prices, Deployment deployment) {
        this.work = work;
        this.prices = prices;
        this.deployment = deployment;
    }

    /// Reads the counts, the prices and the template of a checkout.
    ///
    /// @throws IOException if one of them is missing or cannot be read
    public static CostReport of(Path project) throws IOException {
        Path figures = project.resolve("docs").resolve("figures");
        ObjectMapper json = new ObjectMapper();
        return new CostReport(
                json.readTree(figures.resolve("work.json").toFile()),
                json.readTree(figures.resolve("prices.json").toFile()),
                Deployment.of(project.resolve("template.yaml")));
    }

    /// The bill of a shop with so many orders a month.
    ///
    /// @param orders 0 or more
    public Bill bill(int orders) {
        Bill.Assumptions assumed =
                Bill.Assumptions.of(
                        orders,
                        deployment.megabytesOf("SyncWorkerFunction"),
                        deployment.megabytesOf("WebhookFunction"));
        return Bill.of(
                counted((long) orders * assumed.monthsKept()),
                prices,
                assumed,
                new Bill.Deployed(
                        deployment.count("AWS::KMS::Key"),
                        deployment.count("AWS::SecretsManager::Secret"),
                        deployment.count("AWS::CloudWatch::Alarm")));
    }

    /// What was counted of the largest shop that keeps no more orders than this, or of the smallest
    /// there is; the planner's looks serve all shops alike.
    private JsonNode counted(long kept) {
        JsonNode nearest = work.get(0);
        for (JsonNode size : work) {
            nearest = size.path("orders").asLong() <= kept ? size : nearest;
        }
        ObjectNode chosen = nearest.deepCopy();
        return chosen.set("planner", work.get(0).path("planner"));
    }

    /// The whole page.
    public String page() {
        StringBuilder text = new StringBuilder();
        Bill.Assumptions assumed = Bill.Assumptions.of(0, 0, 0);
        text.append(
                """
                # What it costs

                Computed by `./sellerkit cost --write` from counted work (`docs/figures/work.json`, made by `./sellerkit bench work`), list prices
                (`docs/figures/prices.json`: %s, %s) and `template.yaml`; a test keeps this page equal to what the command computes.

                ## A month of a shop with 10,000 orders

                """
                        .formatted(prices.path("region").asText(), prices.path("asOf").asText()));
        text.append(bill(10_000).table());
        text.append(
                """

                Free tiers, discounts, taxes and traffic to browsers are left out. Assumed, not counted: %d months of orders are kept; a call of TikTok Shop takes %s s,
                a request of DynamoDB %s s, and a turn of a function %s s beside them; each turn opens its keys anew, since each may find another worker than the
                one before; a line of log has %d bytes; a webhook comes alone. The work is that of the largest counted shop that keeps no more orders. People looking at
                pages are left out too: a million requests of the API are 3.50 dollars.

                | orders a month | a shop, dollars |
                |---:|---:|
                """
                        .formatted(
                                assumed.monthsKept(),
                                number(assumed.secondsACall()),
                                number(assumed.secondsAStoreRequest()),
                                number(assumed.secondsATurn()),
                                assumed.logBytesATurn()));
        for (int orders : MONTHS) {
            text.append(
                    String.format(
                            Locale.ROOT, "| %,d | %,.2f |\n", orders, bill(orders).shopDollars()));
        }
        text.append(
                """

                ## The work behind it

                Counted: every stream of one shop, read from the stand-in over HTTP into records in memory, which are charged as DynamoDB charges on demand (a
                write unit for each kilobyte begun, twice in a transaction; a read unit for each four kilobytes). KMS is asked by one worker that stays warm and
                by one function that hears webhooks: this is the least there can be. Per 1,000 orders:

                """);
        head(text);
        for (JsonNode size : work) {
            long orders = size.path("orders").asLong();
            row(text, "first sync of %,d orders, everything", orders, size.path("first"), orders);
            row(text, "a day in which none of %,d changes", orders, size.path("quietDay"), orders);
            row(
                    text,
                    "1 %% of %,d changes, found by polling in a quarter of an hour",
                    orders,
                    size.path("changed"),
                    orders);
        }
        text.append("\nA day of one shop, not divided:\n\n");
        head(text);
        for (JsonNode size : work) {
            long orders = size.path("orders").asLong();
            row(text, "none of %,d changes", orders, size.path("quietDay"), 1_000);
            JsonNode busy = size.path("busyDay");
            row(
                    text,
                    "%,d new orders, told by webhooks",
                    busy.path("arrived").asLong(),
                    busy,
                    1_000);
        }
        JsonNode first = work.get(work.size() - 1).path("first");
        text.append(
                String.format(
                        Locale.ROOT,
                        "\nAfter the first sync of %,d orders %,d records with %,.1f MB are stored.\n",
                        work.get(work.size() - 1).path("orders").asLong(),
                        first.path("records").asLong(),
                        first.path("bytes").asDouble() / 1_000_000));
        paces(text, work.get(work.size() - 1));
        return text.toString();
    }

    private static void paces(StringBuilder text, JsonNode size) {
        Bill.Assumptions assumed = Bill.Assumptions.of(0, 0, 0);
        text.append(
                String.format(
                        Locale.ROOT,
                        """

                        ## How fast one worker is

                        The first sync of %,d orders, stream by stream. A second of CPU is one of the whole process that counted: the worker with its encryption,
                        the records in memory, and the stand-in that makes up the answers; a stream that took less than 0.2 s has none. A second on AWS is
                        computed: what it computes, a call of TikTok Shop taking %s s and a request of DynamoDB %s s, one after the other.

                        | stream | kept | calls | requests of the store | kept in a second of CPU | kept in a second on AWS |
                        |---|---:|---:|---:|---:|---:|
                        """,
                        size.path("orders").asLong(),
                        number(assumed.secondsACall()),
                        number(assumed.secondsAStoreRequest())));
        size.at("/first/streams")
                .properties()
                .forEach(stream -> pace(text, stream.getKey(), stream.getValue(), assumed));
    }

    private static void pace(
            StringBuilder text, String name, JsonNode stream, Bill.Assumptions assumed) {
        long kept = stream.path("kept").asLong();
        if (kept == 0) {
            return;
        }
        double perCpu = stream.path("keptASecondOfCpu").asDouble();
        double seconds =
                stream.path("calls").asDouble() * assumed.secondsACall()
                        + stream.path("storeRequests").asDouble() * assumed.secondsAStoreRequest()
                        + (perCpu > 0 ? kept / perCpu : 0);
        text.append(
                String.format(
                        Locale.ROOT,
                        "| `%s` | %,d | %,d | %,d | %s | %,.1f |\n",
                        name,
                        kept,
                        stream.path("calls").asLong(),
                        stream.path("storeRequests").asLong(),
                        perCpu > 0 ? String.format(Locale.ROOT, "%,.0f", perCpu) : "",
                        kept / seconds));
    }

    private static void head(StringBuilder text) {
        text.append("| |");
        COUNTERS.forEach(each -> text.append(' ').append(each.words()).append(" |"));
        text.append("\n|---|").append("---:|".repeat(COUNTERS.size())).append('\n');
    }

    private static void row(
            StringBuilder text, String name, long named, JsonNode counts, long orders) {
        text.append("| ").append(String.format(Locale.ROOT, name, named)).append(" |");
        for (Counter counter : COUNTERS) {
            double each = counts.path(counter.name()).asDouble() * 1_000 / orders;
            boolean whole = each >= FEW || each == Math.rint(each);
            text.append(String.format(Locale.ROOT, whole ? " %,.0f |" : " %,.1f |", each));
        }
        text.append('\n');
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
