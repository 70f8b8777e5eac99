package com.sellerkit.tiktok;

import com.sellerkit.platform.Money;
import com.sellerkit.platform.OrderId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the `data` of an order search or an order detail. An order is either read truthfully or
/// listed as unreadable; it takes no other order of its page with it.
final class OrderPageReader {
    private static final Map<String, Enum<?>> ORDER_FIELDS =
            union(
                    List.of(
                            names(OrderDetail.values(), OrderDetail::wireName),
                            names(OrderMoment.values(), OrderMoment::wireName),
                            names(OrderFlag.values(), OrderFlag::wireName),
                            names(BuyerDetail.values(), BuyerDetail::wireName)));
    private static final Map<String, OrderAmount> PAYMENT_FIELDS =
            names(OrderAmount.values(), OrderAmount::wireName);
    private static final Map<String, LineAmount> LINE_AMOUNTS =
            names(LineAmount.values(), LineAmount::wireName);
    private static final Map<String, AddressPart> ADDRESS_FIELDS =
            names(AddressPart.values(), AddressPart::wireName);

    /// Documented, and neither stored nor shown.
    private static final Set<String> UNUSED_ORDER_FIELDS =
            Set.of(
                    "handling_duration",
                    "fulfillment_priority_level",
                    "payment_method_code",
                    "payment_card_type",
                    "payment_auth_code",
                    "channel_entity_national_registry_id",
                    "buyer_avatar",
                    "room_id");

    private static final Set<String> UNUSED_LINE_FIELDS =
            Set.of(
                    "sku_type",
                    "rts_time",
                    "shipping_provider_id",
                    "is_dangerous_good",
                    "needs_prescription",
                    "handling_duration_days",
                    "combined_listing_skus",
                    "is_unboxing_item",
                    "unboxing_sku_code");

    private static final int SHOWN_ID_LENGTH_MAX = 40;

    private final LenientReader reader;
    private final List<TikTokOrder> orders = new ArrayList<>(OrderSearch.PAGE_SIZE_MAX);
    private final List<UnreadableOrder> unreadable = new ArrayList<>();
    private final List<Original> originals = new ArrayList<>(OrderSearch.PAGE_SIZE_MAX);
    private boolean listed;
    private String nextPageToken = "";
    private boolean isTokenReadable = true;
    private long totalCount = -1;

    OrderPageReader(LenientReader reader) {
        this.reader = reader;
    }

    /// The page, or null if this is no order list: a list that is missing is not an empty one.
    @Nullable OrderPage read() throws IOException {
        boolean found =
                reader.object(name -> {
                    switch (name) {
                        case "orders" -> listed = reader.array(this::order);
                        case "next_page_token" -> {
                            isTokenReadable = reader.isScalar();
                            nextPageToken = reader.text();
                        }
                        case "total_count" -> totalCount = reader.count(-1);
                        default -> reader.unknown();
                    }
                });
        if (!found
                || !isTokenReadable
                || (!listed && (totalCount != 0 || !nextPageToken.isEmpty()))) {
            return null;
        }
        return new OrderPage(
                orders, unreadable, nextPageToken, totalCount, reader.drift(), originals);
    }

    private void order() throws IOException {
        int from = reader.begin();
        originals.add(reader.original(new OrderInProgress().read(), from));
    }

    private final class OrderInProgress {
        private String id = "";
        private String status = "";
        private long createdSeconds;
        private long updatedSeconds;
        private String currency = "";
        private String regionCode = "";
        private final Map<OrderDetail, String> details = new EnumMap<>(OrderDetail.class);
        private final Map<OrderMoment, Instant> moments = new EnumMap<>(OrderMoment.class);
        private final Set<OrderFlag> flags = EnumSet.noneOf(OrderFlag.class);
        private final Map<BuyerDetail, String> buyer = new EnumMap<>(BuyerDetail.class);
        private final Map<AddressPart, String> address = new EnumMap<>(AddressPart.class);
        private final Map<OrderAmount, String> amounts = new EnumMap<>(OrderAmount.class);
        private final List<TikTokOrder.District> districts = new ArrayList<>();
        private final List<String> packageIds = new ArrayList<>();
        private final List<LineInProgress> lines = new ArrayList<>();

        /// Its id; empty if it could not be read.
        String read() throws IOException {
            reader.object(this::field);
            try {
                orders.add(build());
                return id;
            } catch (Unreadable e) {
                unreadable.add(new UnreadableOrder(shownId(), e.field, e.problem));
                return "";
            }
        }

        private void field(String name) throws IOException {
            switch (name) {
                case "id" -> id = reader.identifier();
                case "status" -> status = reader.text();
                case "create_time" -> createdSeconds = reader.seconds();
                case "update_time" -> updatedSeconds = reader.seconds();
                case "payment" -> reader.object(this::paymentField);
                case "recipient_address" -> reader.object(this::addressField);
                case "line_items" -> reader.array(this::line);
                case "packages" -> reader.array(() -> reader.object(this::packageField));
                default -> namedField(name);
            }
        }

        private void namedField(String name) throws IOException {
            switch (ORDER_FIELDS.get(name)) {
                case OrderDetail detail -> put(details, detail, reader.text());
                case BuyerDetail detail -> put(buyer, detail, reader.text());
                case OrderMoment moment -> {
                    long seconds = reader.seconds();
                    if (seconds > 0) {
                        moments.put(moment, Instant.ofEpochSecond(seconds));
                    }
                }
                case OrderFlag flag -> {
                    if (reader.flag()) {
                        flags.add(flag);
                    }
                }
                case null, default -> passOver(name, UNUSED_ORDER_FIELDS);
            }
        }

        private void paymentField(String name) throws IOException {
            OrderAmount amount = PAYMENT_FIELDS.get(name);
            if (amount != null) {
                put(amounts, amount, reader.text());
            } else if (name.equals("currency")) {
                currency = reader.text();
            } else {
                reader.unknown();
            }
        }

        private void addressField(String name) throws IOException {
            AddressPart part = ADDRESS_FIELDS.get(name);
            if (part != null) {
                put(address, part, reader.text());
                return;
            }
            switch (name) {
                case "region_code" -> regionCode = reader.text();
                case "district_info" -> reader.array(this::district);
                case "delivery_preferences" -> reader.object(this::addressField);
                default -> reader.unknown();
            }
        }

        private void district() throws IOException {
            String[] district = {"", "", ""};
            reader.object(name -> {
                switch (name) {
                    case "address_level" -> district[0] = reader.text();
                    case "address_level_name" -> district[1] = reader.text();
                    case "address_name" -> district[2] = reader.text();
                    case "iso_code" -> reader.unused();
                    default -> reader.unknown();
                }
            });
            if (!district[2].isEmpty()) {
                districts.add(new TikTokOrder.District(district[0], district[1], district[2]));
            }
        }

        private void packageField(String name) throws IOException {
            if (!name.equals("id")) {
                reader.unknown();
                return;
            }
            String packageId = reader.identifier();
            if (!packageId.isEmpty()) {
                packageIds.add(packageId);
            }
        }

        private void line() throws IOException {
            LineInProgress line = new LineInProgress();
            if (reader.object(line::field)) {
                lines.add(line);
            }
        }

        private TikTokOrder build() throws Unreadable {
            if (createdSeconds == 0) {
                throw new Unreadable("create_time", "missing or not a moment");
            }
            if (updatedSeconds == 0) {
                throw new Unreadable("update_time", "missing or not a moment");
            }
            if (status.isEmpty()) {
                throw new Unreadable("status", "missing");
            }
            Map<OrderAmount, Money> payment = new EnumMap<>(OrderAmount.class);
            for (Map.Entry<OrderAmount, String> amount : amounts.entrySet()) {
                String field = "payment." + amount.getKey().wireName();
                payment.put(amount.getKey(), money(amount.getValue(), currency, field));
            }
            List<TikTokOrder.Line> built = new ArrayList<>(lines.size());
            for (LineInProgress line : lines) {
                built.add(line.build(currency));
            }
            return new TikTokOrder(
                    orderId(),
                    status,
                    Instant.ofEpochSecond(createdSeconds),
                    Instant.ofEpochSecond(updatedSeconds),
                    Collections.unmodifiableMap(details),
                    Collections.unmodifiableMap(moments),
                    Collections.unmodifiableSet(flags),
                    currency,
                    Collections.unmodifiableMap(payment),
                    Collections.unmodifiableList(built),
                    Collections.unmodifiableList(packageIds),
                    regionCode,
                    Collections.unmodifiableMap(buyer),
                    Collections.unmodifiableMap(address),
                    Collections.unmodifiableList(districts));
        }

        private OrderId orderId() throws Unreadable {
            try {
                return new OrderId(id);
            } catch (IllegalArgumentException e) {
                throw new Unreadable("id", id.isEmpty() ? "missing" : "not an order id");
            }
        }

        private String shownId() {
            return id.length() <= SHOWN_ID_LENGTH_MAX ? id : id.substring(0, SHOWN_ID_LENGTH_MAX);
        }
    }

    private final class LineInProgress {
        private final Map<LineText, String> texts = new EnumMap<>(LineText.class);
        private String currency = "";
        private boolean gift;
        private final Map<LineAmount, String> amounts = new EnumMap<>(LineAmount.class);
        private final List<String[]> taxes = new ArrayList<>(1);

        void field(String name) throws IOException {
            LineText text = LineText.NAMES.get(name);
            if (text != null) {
                texts.put(text, text.identifier ? reader.identifier() : reader.text());
                return;
            }
            LineAmount amount = LINE_AMOUNTS.get(name);
            if (amount != null) {
                put(amounts, amount, reader.text());
                return;
            }
            switch (name) {
                case "currency" -> currency = reader.text();
                case "is_gift" -> gift = reader.flag();
                case "item_tax" -> reader.array(this::tax);
                default -> passOver(name, UNUSED_LINE_FIELDS);
            }
        }

        private void tax() throws IOException {
            String[] tax = {"", "", ""};
            reader.object(name -> {
                switch (name) {
                    case "tax_type" -> tax[0] = reader.text();
                    case "tax_amount" -> tax[1] = reader.text();
                    case "tax_rate" -> tax[2] = reader.text();
                    default -> reader.unknown();
                }
            });
            if (!tax[1].isEmpty()) {
                taxes.add(tax);
            }
        }

        TikTokOrder.Line build(String paymentCurrency) throws Unreadable {
            String lineCurrency = currency.isEmpty() ? paymentCurrency : currency;
            Map<LineAmount, Money> built = new EnumMap<>(LineAmount.class);
            for (Map.Entry<LineAmount, String> amount : amounts.entrySet()) {
                String field = "line_items." + amount.getKey().wireName();
                built.put(amount.getKey(), money(amount.getValue(), lineCurrency, field));
            }
            List<TikTokOrder.Tax> builtTaxes = new ArrayList<>(taxes.size());
            for (String[] tax : taxes) {
                Money amount = money(tax[1], lineCurrency, "line_items.item_tax.tax_amount");
                builtTaxes.add(new TikTokOrder.Tax(tax[0], amount, tax[2]));
            }
            return new TikTokOrder.Line(
                    text(LineText.ID),
                    text(LineText.PRODUCT_ID),
                    text(LineText.PRODUCT_NAME),
                    text(LineText.SKU_ID),
                    text(LineText.SKU_NAME),
                    text(LineText.SELLER_SKU),
                    text(LineText.IMAGE),
                    text(LineText.STATUS),
                    text(LineText.PACKAGE_ID),
                    text(LineText.PACKAGE_STATUS),
                    text(LineText.TRACKING_NUMBER),
                    text(LineText.SHIPPING_PROVIDER),
                    text(LineText.CANCEL_REASON),
                    text(LineText.CANCEL_USER),
                    gift,
                    Collections.unmodifiableMap(built),
                    Collections.unmodifiableList(builtTaxes));
        }

        private String text(LineText which) {
            return texts.getOrDefault(which, "");
        }
    }

    private enum LineText {
        ID("id", true),
        PRODUCT_ID("product_id", true),
        PRODUCT_NAME("product_name", false),
        SKU_ID("sku_id", true),
        SKU_NAME("sku_name", false),
        SELLER_SKU("seller_sku", false),
        IMAGE("sku_image", false),
        STATUS("display_status", false),
        PACKAGE_ID("package_id", true),
        PACKAGE_STATUS("package_status", false),
        TRACKING_NUMBER("tracking_number", false),
        SHIPPING_PROVIDER("shipping_provider_name", false),
        CANCEL_REASON("cancel_reason", false),
        CANCEL_USER("cancel_user", false);

        static final Map<String, LineText> NAMES = names(values(), text -> text.wireName);

        private final String wireName;
        private final boolean identifier;

        LineText(String wireName, boolean identifier) {
            this.wireName = wireName;
            this.identifier = identifier;
        }
    }

    /// Ends the reading of one order, not of its page.
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String field;
        private final String problem;

        Unreadable(String field, String problem) {
            super(field + ": " + problem, null, false, false);
            this.field = field;
            this.problem = problem;
        }
    }

    private void passOver(String name, Set<String> unused) throws IOException {
        if (unused.contains(name)) {
            reader.unused();
        } else {
            reader.unknown();
        }
    }

    private static Money money(String decimal, String currency, String field) throws Unreadable {
        if (currency.isEmpty()) {
            throw new Unreadable(field, "an amount without a currency");
        }
        try {
            return Money.parse(decimal, currency);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(field, "not an amount of this currency");
        }
    }

    private static <K extends Enum<K>> void put(Map<K, String> map, K key, String text) {
        if (!text.isEmpty()) {
            map.put(key, text);
        }
    }

    /// Hash maps, as every field of every order is looked up and the JDK's immutable maps take
    /// longer over a name that is not there.
    private static <E> Map<String, E> names(E[] values, Function<E, String> name) {
        Map<String, E> names = HashMap.newHashMap(values.length);
        for (E value : values) {
            names.put(name.apply(value), value);
        }
        return Collections.unmodifiableMap(names);
    }

    private static Map<String, Enum<?>> union(List<Map<String, ? extends Enum<?>>> parts) {
        Map<String, Enum<?>> union = new HashMap<>();
        parts.forEach(union::putAll);
        return Collections.unmodifiableMap(union);
    }
}
