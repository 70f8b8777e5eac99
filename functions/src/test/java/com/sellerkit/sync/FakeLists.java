package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.ListCall;
import com.sellerkit.tiktok.ListPage;
import com.sellerkit.tiktok.Lists;
import com.sellerkit.tiktok.ShopAccess;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Answers the calls of all streams but orders from shelves of records, with the platform's rules
/// for windows, sorting, pages and limits.
public final class FakeLists implements Lists {
    private static final int NO_PRODUCT = 12_052_032;

    /// Names the record that a record belongs to; never answered.
    static final String PARENT = "_parent";

    /// The shelf of each call, by its path.
    private static final Map<String, Streams> SHELVES =
            Map.ofEntries(
                    Map.entry("/product/202502/products/search", Streams.PRODUCT),
                    Map.entry("/product/202309/products/{id}", Streams.PRODUCT_PAGE),
                    Map.entry("/product/202309/inventory/search", Streams.INVENTORY),
                    Map.entry("/return_refund/202309/returns/search", Streams.RETURN),
                    Map.entry("/return_refund/202309/cancellations/search", Streams.CANCELLATION),
                    Map.entry("/fulfillment/202309/packages/search", Streams.PACKAGE),
                    Map.entry("/fulfillment/202309/orders/{id}/tracking", Streams.TRACKING),
                    Map.entry("/logistics/202309/warehouses", Streams.WAREHOUSE),
                    Map.entry("/finance/202309/statements", Streams.STATEMENT),
                    Map.entry(
                            "/finance/202501/statements/{id}/statement_transactions",
                            Streams.TRANSACTION),
                    Map.entry("/finance/202309/payments", Streams.PAYMENT),
                    Map.entry("/finance/202309/withdrawals", Streams.WITHDRAWAL),
                    Map.entry("/finance/202507/orders/unsettled", Streams.UNSETTLED),
                    Map.entry("/customer_service/202309/conversations", Streams.CONVERSATION),
                    Map.entry(
                            "/customer_service/202309/conversations/{id}/messages",
                            Streams.MESSAGE),
                    Map.entry("/analytics/202405/shop/performance", Streams.SHOP_DAY),
                    Map.entry("/analytics/202405/shop_products/performance", Streams.PRODUCT_DAY),
                    Map.entry("/analytics/202406/shop_skus/performance", Streams.SKU_DAY));

    /// The field of each answer that holds the records; none where the whole answer is one.
    private static final Map<Streams, String> LISTS =
            Map.ofEntries(
                    Map.entry(Streams.PRODUCT, "products"),
                    Map.entry(Streams.INVENTORY, "inventory"),
                    Map.entry(Streams.RETURN, "return_orders"),
                    Map.entry(Streams.CANCELLATION, "cancellations"),
                    Map.entry(Streams.PACKAGE, "packages"),
                    Map.entry(Streams.TRACKING, "tracking"),
                    Map.entry(Streams.WAREHOUSE, "warehouses"),
                    Map.entry(Streams.STATEMENT, "statements"),
                    Map.entry(Streams.TRANSACTION, "transactions"),
                    Map.entry(Streams.PAYMENT, "payments"),
                    Map.entry(Streams.WITHDRAWAL, "withdrawals"),
                    Map.entry(Streams.UNSETTLED, "transactions"),
                    Map.entry(Streams.CONVERSATION, "conversations"),
                    Map.entry(Streams.MESSAGE, "messages"),
                    Map.entry(Streams.PRODUCT_DAY, "products"),
                    Map.entry(Streams.SKU_DAY, "skus"));

    /// The lists whose answers say how many records there are.
    private static final Set<Streams> COUNTED =
            EnumSet.of(
                    Streams.PRODUCT,
                    Streams.RETURN,
                    Streams.CANCELLATION,
                    Streams.PACKAGE,
                    Streams.TRANSACTION,
                    Streams.WITHDRAWAL,
                    Streams.UNSETTLED);

    /// Of every other list, a walk reads all that is younger than six weeks each time.
    private static final Set<Streams> READ_AGAIN =
            EnumSet.of(Streams.STATEMENT, Streams.PAYMENT, Streams.WAREHOUSE, Streams.CONVERSATION);

    private static final Map<String, String> ID_LISTS =
            Map.of(
                    "return_ids", "return_id",
                    "cancel_ids", "cancel_id",
                    "product_ids", "product_id");

    /// A parameter that bounds a field of a moment; days are left to whoever lists days.
    private static final Pattern BOUND = Pattern.compile("(.+(?<!_date))_(ge|lt|le)");

    /// What poisonous things are refused with.
    static final int POISON = 45_999_001;

    private final InstantSource clock;
    private final Map<ShopId, Map<Streams, Map<String, ObjectNode>>> shops = new HashMap<>();
    private final Deque<Answer<ListPage>> instead = new ArrayDeque<>();
    private final Map<Streams, Integer> calls = new TreeMap<>();
    private final Set<String> poisonous = new HashSet<>();
    private final Set<String> hidden = new HashSet<>();
    private boolean refusing;
    private long searchMost = Long.MAX_VALUE;
    private Optional<Long> liedTotal = Optional.empty();
    private final Map<Streams, Integer> cuts = new EnumMap<>(Streams.class);

    public FakeLists(InstantSource clock) {
        this.clock = clock;
    }

    /// The records of a shop's shelf by id; they may be changed.
    public Map<String, ObjectNode> shelf(ShopId shop, Streams stream) {
        return shops.computeIfAbsent(shop, _ -> new TreeMap<>())
                .computeIfAbsent(stream, _ -> new TreeMap<>());
    }

    /// The next call gets this instead of its page.
    void answer(Answer<ListPage> answer) {
        instead.add(answer);
    }

    /// Whoever asks for one of these by name is refused.
    Set<String> poisonous() {
        return poisonous;
    }

    /// The ids of what is counted in lists and not shown.
    Set<String> hidden() {
        return hidden;
    }

    /// Whatever is asked for by name is refused, or no longer.
    void refuseAll(boolean all) {
        refusing = all;
    }

    /// A search shows no more than this, page by page; what is beyond is refused.
    void showAtMost(long most) {
        searchMost = most;
    }

    /// Every list is said to be this long from now on.
    void lieAboutTotals(long total) {
        liedTotal = Optional.of(total);
    }

    /// The next list of a stream ends after so many records, as if there were no more.
    void cutShort(Streams stream, int records) {
        cuts.put(stream, records);
    }

    void tellTheTruth() {
        liedTotal = Optional.empty();
    }

    int calls(Streams stream) {
        return calls.getOrDefault(stream, 0);
    }

    @Override
    public Answer<ListPage> list(ShopAccess access, ListCall call, Deadline deadline) {
        if (!instead.isEmpty()) {
            return instead.remove();
        }
        return answer(access.shop(), call);
    }

    /// What the platform answers on the wire.
    ///
    /// @param data as it is written
    /// @param list the field of it that holds the records; empty if it is one record
    /// @param mayBeCut whether it is noticed that records are missing
    public record Data(ObjectNode data, String list, boolean mayBeCut) {}

    /// The true answer to a request, as it is written.
    public Answer<Data> wire(ShopId shop, String path, Map<String, String> query, ObjectNode body) {
        Map.Entry<String, Streams> asked =
                SHELVES.entrySet().stream()
                        .filter(each -> matches(each.getKey(), path))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("nobody answers " + path));
        Streams stream = asked.getValue();
        ListCall call =
                new ListCall(
                        "",
                        path,
                        asked.getKey(),
                        true,
                        new TreeMap<>(query),
                        body,
                        Optional.empty());
        return answer(shop, call).map(page -> written(stream, page));
    }

    private static boolean matches(String line, String path) {
        int at = line.indexOf("{id}");
        if (at < 0) {
            return line.equals(path);
        }
        String end = line.substring(at + "{id}".length());
        return path.length() > at + end.length()
                && path.startsWith(line.substring(0, at))
                && path.endsWith(end)
                && path.substring(at, path.length() - end.length())
                        .chars()
                        .allMatch(Character::isLetterOrDigit)
                && !path.substring(at).equals("search");
    }

    private static Data written(Streams stream, ListPage page) {
        String list = LISTS.getOrDefault(stream, "");
        if (list.isEmpty()) {
            return new Data((ObjectNode) page.records().getFirst(), "", false);
        }
        ObjectNode data = page.head();
        page.records().forEach(data.putArray(list)::add);
        if (!page.nextPageToken().isEmpty()) {
            data.put("next_page_token", page.nextPageToken());
        }
        if (COUNTED.contains(stream)) {
            data.put("total_count", page.totalCount());
        }
        boolean mayBeCut =
                COUNTED.contains(stream)
                        || READ_AGAIN.contains(stream)
                        || stream == Streams.INVENTORY;
        return new Data(data, list, mayBeCut);
    }

    /// The true answer.
    public Answer<ListPage> answer(ShopId shop, ListCall call) {
        return switch (call.line()) {
            case "/authorization/202309/shops", "/seller/202309/shops" -> success(profile(shop));
            case "/seller/202309/permissions" ->
                    success(
                            new ListPage(
                                    List.of(),
                                    (ObjectNode) Json.parse("{\"permissions\":[]}"),
                                    "",
                                    -1));
            default -> answer(shop, call, shelfOf(call));
        };
    }

    private static Streams shelfOf(ListCall call) {
        Streams stream = SHELVES.get(call.line());
        if (stream == null) {
            throw new AssertionError("nobody answers " + call.line());
        }
        return stream;
    }

    private Answer<ListPage> answer(ShopId shop, ListCall call, Streams stream) {
        calls.merge(stream, 1, Integer::sum);
        if (isRefused(call)) {
            return new Answer.Refused<>(POISON, "refused");
        }
        Map<String, ObjectNode> shelf = shelf(shop, stream);
        return switch (stream) {
            case PRODUCT_PAGE -> page(shelf.get(id(call)));
            case SHOP_DAY -> success(days(shelf, call));
            case PRODUCT_DAY, SKU_DAY ->
                    listed(
                            of(Objects.requireNonNull(call.query().get("start_date_ge")), shelf),
                            call);
            case TRACKING, TRANSACTION, MESSAGE -> cut(stream, listed(of(id(call), shelf), call));
            default -> listed(List.copyOf(shelf.values()), call);
        };
    }

    private static List<ObjectNode> of(String parent, Map<String, ObjectNode> shelf) {
        return shelf.values().stream()
                .filter(each -> each.path(PARENT).asText().equals(parent))
                .toList();
    }

    private boolean isRefused(ListCall call) {
        List<String> named = new ArrayList<>();
        if (call.line().contains("{id}")) {
            named.add(id(call));
        }
        call.body().path("product_ids").forEach(each -> named.add(each.asText()));
        return (refusing && !named.isEmpty()) || named.stream().anyMatch(poisonous::contains);
    }

    private Answer<ListPage> cut(Streams stream, Answer<ListPage> answer) {
        Integer left = cuts.remove(stream);
        return left == null
                ? answer
                : answer.map(page ->
                        new ListPage(
                                page.records().subList(0, left),
                                page.head(),
                                "",
                                page.totalCount()));
    }

    private static ListPage profile(ShopId shop) {
        return new ListPage(List.of(authorized(shop)), Json.object(), "", -1);
    }

    /// A shop as the platform lists it among those that a grant reaches.
    public static ObjectNode authorized(ShopId shop) {
        return Json.object()
                .put("id", shop.value())
                .put("name", "Shop " + shop.value())
                .put("region", "US")
                .put("seller_type", "LOCAL")
                .put("cipher", "cipher-" + shop.value())
                .put("code", "CODE");
    }

    private Answer<ListPage> page(@Nullable ObjectNode record) {
        return record == null
                ? new Answer.Refused<>(NO_PRODUCT, "product not found")
                : success(new ListPage(List.of(clean(record)), Json.object(), "", -1));
    }

    private static ListPage days(Map<String, ObjectNode> shelf, ListCall call) {
        ObjectNode data = Json.object();
        var intervals = data.putObject("performance").putArray("intervals");
        for (ObjectNode day : shelf.values()) {
            String date = day.path("start_date").asText();
            if (date.compareTo(call.query().get("start_date_ge")) >= 0
                    && date.compareTo(call.query().get("end_date_lt")) < 0) {
                intervals.add(day.deepCopy());
            }
        }
        return new ListPage(List.of(data), data, "", -1);
    }

    private Answer<ListPage> listed(List<ObjectNode> all, ListCall call) {
        Map<String, String> asked = new HashMap<>(call.query());
        call.body()
                .properties()
                .forEach(each -> asked.put(each.getKey(), each.getValue().asText()));
        List<ObjectNode> matching =
                sorted(all.stream().filter(matching(asked, call.body())).toList(), asked);
        int size = Integer.parseInt(asked.getOrDefault("page_size", "100000"));
        String token = asked.getOrDefault("page_token", "");
        if (token.startsWith("expired")) {
            return new Answer.Refused<>(36_009_004, "page_token is invalid");
        }
        int from = token.isEmpty() ? 0 : Integer.parseInt(token);
        if (from + 1L > searchMost) {
            return new Answer.Refused<>(12_052_180, "no more than that is shown");
        }
        int to = Math.min(matching.size(), from + size);
        List<JsonNode> page =
                from >= matching.size()
                        ? List.of()
                        : matching.subList(from, to).stream()
                                .filter(each -> !isHidden(each))
                                .map(FakeLists::clean)
                                .collect(Collectors.toList());
        String next = to < matching.size() ? Integer.toString(to) : "";
        ObjectNode head = Json.object().put("currency", "USD");
        return success(new ListPage(page, head, next, liedTotal.orElse((long) matching.size())));
    }

    private static Predicate<ObjectNode> matching(Map<String, String> asked, ObjectNode body) {
        Predicate<ObjectNode> matching = _ -> true;
        for (Map.Entry<String, String> each : asked.entrySet()) {
            String name = each.getKey();
            if (ID_LISTS.containsKey(name)) {
                Set<String> named =
                        body.path(name)
                                .valueStream()
                                .map(JsonNode::asText)
                                .collect(Collectors.toSet());
                String id = ID_LISTS.get(name);
                matching = matching.and(record -> named.contains(record.path(id).asText()));
            }
            Matcher bounded = BOUND.matcher(name);
            if (bounded.matches()) {
                String field = bounded.group(1);
                LongPredicate within = within(bounded.group(2), Long.parseLong(each.getValue()));
                matching =
                        matching.and(record ->
                                !record.has(field) || within.test(record.path(field).asLong()));
            }
        }
        return matching;
    }

    private static LongPredicate within(String bound, long limit) {
        return switch (bound) {
            case "ge" -> at -> at >= limit;
            case "lt" -> at -> at < limit;
            default -> at -> at <= limit;
        };
    }

    private static List<ObjectNode> sorted(List<ObjectNode> records, Map<String, String> asked) {
        String field = asked.getOrDefault("sort_field", "id");
        Comparator<Map.Entry<Long, ObjectNode>> order = Map.Entry.comparingByKey();
        // Many are written as text, so each is read once, not at each comparison.
        return records.stream()
                .map(record -> Map.entry(record.path(field).asLong(), record))
                .sorted(
                        asked.getOrDefault("sort_order", "ASC").equals("DESC")
                                ? order.reversed()
                                : order)
                .map(Map.Entry::getValue)
                .toList();
    }

    /// Whether it is among what is counted in lists and not shown.
    private boolean isHidden(ObjectNode record) {
        return !hidden.isEmpty()
                && record.properties().stream()
                        .anyMatch(field -> hidden.contains(field.getValue().asText()));
    }

    private static ObjectNode clean(ObjectNode record) {
        ObjectNode clean = record.deepCopy();
        clean.remove(PARENT);
        return clean;
    }

    private static String id(ListCall call) {
        String[] line = call.line().split("/", -1);
        String[] path = call.path().split("/", -1);
        for (int i = 0; i < line.length; i++) {
            if (line[i].equals("{id}")) {
                return path[i];
            }
        }
        throw new AssertionError("no id in " + call.line());
    }

    private Answer<ListPage> success(ListPage page) {
        return new Answer.Success<>(page, clock.instant(), "request");
    }
}
