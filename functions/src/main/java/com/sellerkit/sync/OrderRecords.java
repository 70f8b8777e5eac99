package com.sellerkit.sync;

import static com.sellerkit.catalog.Label.COMMERCE_ORDER;
import static com.sellerkit.catalog.Label.COMMERCE_ORDER_AMOUNT;
import static com.sellerkit.catalog.Label.COMMERCE_ORDER_STATUS;
import static com.sellerkit.catalog.Label.COMMERCE_ORDER_TIME;
import static com.sellerkit.catalog.Label.COMMERCE_ORDER_UNIQUE_ID;
import static com.sellerkit.catalog.Label.COMMERCE_PRODUCT;
import static com.sellerkit.catalog.Label.COMMERCE_SHIPMENT;
import static com.sellerkit.catalog.Label.SYSTEM_OPERATIONS;
import static com.sellerkit.catalog.Label.USER_CONTACT_ADDRESS;
import static com.sellerkit.catalog.Label.USER_CONTACT_ADDRESS_CITY;
import static com.sellerkit.catalog.Label.USER_CONTACT_ADDRESS_COUNTRY;
import static com.sellerkit.catalog.Label.USER_CONTACT_ADDRESS_POSTAL_CODE;
import static com.sellerkit.catalog.Label.USER_CONTACT_ADDRESS_STATE;
import static com.sellerkit.catalog.Label.USER_CONTACT_ADDRESS_STREET;
import static com.sellerkit.catalog.Label.USER_CONTACT_EMAIL;
import static com.sellerkit.catalog.Label.USER_CONTACT_PHONE_NUMBER;
import static com.sellerkit.catalog.Label.USER_CONTENT_PRIVATE;
import static com.sellerkit.catalog.Label.USER_FINANCIAL_PAYMENT_METHOD;
import static com.sellerkit.catalog.Label.USER_GOVERNMENT_ID;
import static com.sellerkit.catalog.Label.USER_NAME;
import static com.sellerkit.catalog.Label.USER_UNIQUE_ID_PSEUDONYMOUS;
import static com.sellerkit.catalog.Purpose.INSIGHTS;
import static com.sellerkit.catalog.Purpose.LEGAL_AND_ABUSE;
import static com.sellerkit.catalog.Purpose.MANAGEMENT_FEATURES;
import static com.sellerkit.catalog.Purpose.SYNCHRONISATION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.DataSubject;
import com.sellerkit.catalog.Erasure;
import com.sellerkit.catalog.Field;
import com.sellerkit.catalog.Label;
import com.sellerkit.catalog.Protection;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Retention;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Index;
import com.sellerkit.store.Key;
import com.sellerkit.tiktok.AddressPart;
import com.sellerkit.tiktok.BuyerDetail;
import com.sellerkit.tiktok.LineAmount;
import com.sellerkit.tiktok.OrderAmount;
import com.sellerkit.tiktok.OrderDetail;
import com.sellerkit.tiktok.OrderMoment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// What is held about orders.
public final class OrderRecords {
    /// The longest SKU or tracking number, encoded, that can be looked up.
    private static final int LOOKUP_LENGTH_MAX = 400;

    private static final int SECONDS_DIGITS = 10;

    /// Puts a lookup right behind its order where both are listed.
    static final String OF_LOOKUP = "#";

    /// What sorts behind both and ahead of everything else.
    static final String BEHIND_LOOKUP = "$";

    /// A page of orders asks for thousands of names, of few dozen constants.
    private static final Map<Enum<?>, String> NAMES = new ConcurrentHashMap<>();

    /// An order of a shop.
    public static final RecordType ORDER =
            new RecordType(
                    "order",
                    "sync",
                    Table.SHOPS,
                    "{shopId}#order | {orderId}",
                    "An order of the shop, as TikTok Shop reported it last.",
                    Retention.WHILE_CONNECTED,
                    orderFields());

    /// Where an order is found by another number than the first of its kind, which stands in the
    /// order's own places.
    public static final RecordType ORDER_LOOKUP =
            SyncRecords.FAMILY.type(
                    "order-lookup",
                    "{shopId}#lookup | sku|tracking # {number} # {createTime} # {orderId}",
                    "Finds an order by another seller's SKU or tracking number than its first.",
                    Retention.WHILE_CONNECTED,
                    Field.plain("orderId", COMMERCE_ORDER_UNIQUE_ID, MANAGEMENT_FEATURES));

    /// What a person wrote down when revealing a buyer's data.
    public static final RecordType REVEAL_NOTE =
            SyncRecords.FAMILY.type(
                    "reveal-note",
                    "{shopId}#reveal | {revealId}",
                    "What a person wrote down when revealing a buyer's data; it may hold anything.",
                    Retention.WHILE_CONNECTED,
                    Field.buyer("note", USER_CONTENT_PRIVATE, LEGAL_AND_ABUSE));

    private OrderRecords() {}

    static Key key(ShopId shop, OrderId order) {
        return new Key(partition(shop), order.value());
    }

    static String partition(ShopId shop) {
        return shop + "#order";
    }

    static String statusPartition(ShopId shop, String status) {
        return shop + "#order#" + status;
    }

    static Key lookup(ShopId shop, Printed kind, String encoded, String sortKey) {
        return new Key(shop + "#lookup", kind.inKeys() + "#" + encoded + "#" + sortKey);
    }

    /// A number that is printed on a parcel or a shelf, by which orders are found.
    enum Printed {
        SKU(Index.INDEX3),
        TRACKING(Index.INDEX4);

        private final Index index;

        Printed(Index index) {
            this.index = index;
        }

        /// Where the orders that bear such numbers are listed.
        Index index() {
            return index;
        }

        /// The partition of the index that lists the orders with this number.
        String partition(ShopId shop, String encoded) {
            return shop + "#" + inKeys() + "#" + encoded;
        }

        /// The number as it stands in keys, so that one with a separator in it is not taken for
        /// another; empty if it is too long to be looked up.
        Optional<String> encoded(String number) {
            String encoded = URLEncoder.encode(number, StandardCharsets.UTF_8);
            return encoded.isEmpty() || encoded.length() > LOOKUP_LENGTH_MAX
                    ? Optional.empty()
                    : Optional.of(encoded);
        }

        /// The encoded numbers of a new or kept order, each once, in the order's own order.
        List<String> encodedOf(ObjectNode order) {
            Stream<String> numbers =
                    switch (this) {
                        case SKU ->
                                order.path("lines")
                                        .valueStream()
                                        .map(line -> line.path("sellerSku").asText());
                        case TRACKING ->
                                order.path("trackingNumbers").valueStream().map(JsonNode::asText);
                    };
            return numbers.flatMap(number -> encoded(number).stream()).distinct().toList();
        }

        private String inKeys() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Sorts by creation, then by id; the digits suffice until the year 2286.
    static String sortKey(long createdSeconds, String orderId) {
        String digits = Long.toString(createdSeconds);
        return "0".repeat(Math.max(0, SECONDS_DIGITS - digits.length())) + digits + "#" + orderId;
    }

    /// The stored name of a constant: `READY_TO_SHIP` is kept as `readyToShip`.
    static String name(Enum<?> constant) {
        return NAMES.computeIfAbsent(constant, OrderRecords::camelCase);
    }

    private static String camelCase(Enum<?> constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(
                    name.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    private static List<Field> orderFields() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.plain("id", COMMERCE_ORDER_UNIQUE_ID, MANAGEMENT_FEATURES, INSIGHTS));
        fields.add(Field.plain("status", COMMERCE_ORDER_STATUS, MANAGEMENT_FEATURES, INSIGHTS));
        fields.add(Field.plain("createTime", COMMERCE_ORDER_TIME, MANAGEMENT_FEATURES, INSIGHTS));
        fields.add(Field.plain("updateTime", COMMERCE_ORDER_TIME, SYNCHRONISATION));
        fields.add(Field.plain("version", SYSTEM_OPERATIONS, SYNCHRONISATION));
        fields.add(Field.plain("fingerprint", SYSTEM_OPERATIONS, SYNCHRONISATION));
        for (String name : List.of("parts", "fingerprint")) {
            fields.add(Field.plain("address." + name, SYSTEM_OPERATIONS, SYNCHRONISATION));
        }
        fields.add(Field.plain("goneAt", SYSTEM_OPERATIONS, SYNCHRONISATION));
        for (String name : List.of("seenAt", "platformAt", "source", "what", "from", "to")) {
            fields.add(Field.plain("changes." + name, COMMERCE_ORDER_STATUS, MANAGEMENT_FEATURES));
        }
        fields.add(Field.plain("currency", COMMERCE_ORDER_AMOUNT, MANAGEMENT_FEATURES, INSIGHTS));
        fields.add(Field.plain("exponent", COMMERCE_ORDER_AMOUNT, MANAGEMENT_FEATURES, INSIGHTS));
        for (OrderAmount amount : OrderAmount.values()) {
            fields.add(amountField("amounts." + name(amount)));
        }
        for (OrderDetail detail : OrderDetail.values()) {
            fields.add(
                    Field.plain(
                            "details." + name(detail),
                            label(detail),
                            MANAGEMENT_FEATURES,
                            INSIGHTS));
        }
        for (OrderMoment moment : OrderMoment.values()) {
            fields.add(
                    Field.plain(
                            "moments." + name(moment),
                            COMMERCE_ORDER_TIME,
                            MANAGEMENT_FEATURES,
                            INSIGHTS));
        }
        fields.add(Field.plain("flags", COMMERCE_ORDER, MANAGEMENT_FEATURES, INSIGHTS));
        fields.add(Field.plain("trackingNumbers", COMMERCE_SHIPMENT, MANAGEMENT_FEATURES));
        fields.add(Field.plain("packageIds", COMMERCE_SHIPMENT, MANAGEMENT_FEATURES));
        fields.addAll(lineFields());
        fields.add(
                new Field(
                        "buyerCountry",
                        USER_CONTACT_ADDRESS_COUNTRY,
                        DataSubject.BUYER,
                        EnumSet.of(MANAGEMENT_FEATURES, INSIGHTS),
                        Protection.PLAIN,
                        Erasure.DELETE));
        for (BuyerDetail detail : BuyerDetail.values()) {
            fields.add(Field.buyer("buyer." + name(detail), label(detail), MANAGEMENT_FEATURES));
        }
        for (AddressPart part : AddressPart.values()) {
            fields.add(Field.buyer("recipient." + name(part), label(part), MANAGEMENT_FEATURES));
        }
        fields.add(
                Field.buyer(
                        "recipient.districts", USER_CONTACT_ADDRESS_STATE, MANAGEMENT_FEATURES));
        return fields;
    }

    private static List<Field> lineFields() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.plain("lines.ids", COMMERCE_ORDER_UNIQUE_ID, MANAGEMENT_FEATURES));
        fields.add(Field.plain("lines.quantity", COMMERCE_ORDER, MANAGEMENT_FEATURES, INSIGHTS));
        for (String name :
                List.of("productId", "productName", "skuId", "skuName", "sellerSku", "image")) {
            fields.add(
                    Field.plain("lines." + name, COMMERCE_PRODUCT, MANAGEMENT_FEATURES, INSIGHTS));
        }
        for (String name : List.of("status", "cancelReason", "cancelUser", "gift")) {
            fields.add(
                    Field.plain(
                            "lines." + name, COMMERCE_ORDER_STATUS, MANAGEMENT_FEATURES, INSIGHTS));
        }
        for (String name :
                List.of("packageId", "packageStatus", "trackingNumber", "shippingProvider")) {
            fields.add(Field.plain("lines." + name, COMMERCE_SHIPMENT, MANAGEMENT_FEATURES));
        }
        fields.add(amountField("lines.currency"));
        fields.add(amountField("lines.exponent"));
        for (LineAmount amount : LineAmount.values()) {
            fields.add(amountField("lines.amounts." + name(amount)));
        }
        fields.add(amountField("lines.taxes.type"));
        fields.add(amountField("lines.taxes.amount"));
        fields.add(amountField("lines.taxes.rate"));
        return fields;
    }

    private static Field amountField(String path) {
        return Field.plain(path, COMMERCE_ORDER_AMOUNT, MANAGEMENT_FEATURES, INSIGHTS);
    }

    private static Label label(OrderDetail detail) {
        return switch (detail) {
            case SHIPPING_TYPE,
                    DELIVERY_TYPE,
                    DELIVERY_OPTION_ID,
                    DELIVERY_OPTION_NAME,
                    SHIPPING_PROVIDER,
                    SHIPPING_PROVIDER_ID,
                    TRACKING_NUMBER,
                    WAREHOUSE_ID,
                    SPLIT_OR_COMBINE_TAG,
                    AUTO_COMBINE_GROUP_ID,
                    FAST_DELIVERY_PROGRAM ->
                    COMMERCE_SHIPMENT;
            case PAYMENT_METHOD_NAME -> USER_FINANCIAL_PAYMENT_METHOD;
            case CANCELLATION_INITIATOR, CANCEL_REASON -> COMMERCE_ORDER_STATUS;
            case REPLACED_ORDER_ID, EXCHANGE_SOURCE_ORDER_ID -> COMMERCE_ORDER_UNIQUE_ID;
            case ORDER_TYPE, FULFILLMENT_TYPE, COMMERCE_PLATFORM, NEED_UPLOAD_INVOICE ->
                    COMMERCE_ORDER;
        };
    }

    private static Label label(BuyerDetail detail) {
        return switch (detail) {
            case USER_ID -> USER_UNIQUE_ID_PSEUDONYMOUS;
            case EMAIL -> USER_CONTACT_EMAIL;
            case NICKNAME, CPF_NAME -> USER_NAME;
            case MESSAGE, SELLER_NOTE, CONSULTATION_ID -> USER_CONTENT_PRIVATE;
            case CPF -> USER_GOVERNMENT_ID;
        };
    }

    private static Label label(AddressPart part) {
        return switch (part) {
            case NAME, FIRST_NAME, LAST_NAME, FIRST_NAME_LOCAL_SCRIPT, LAST_NAME_LOCAL_SCRIPT ->
                    USER_NAME;
            case PHONE_NUMBER -> USER_CONTACT_PHONE_NUMBER;
            case POSTAL_CODE -> USER_CONTACT_ADDRESS_POSTAL_CODE;
            case POST_TOWN -> USER_CONTACT_ADDRESS_CITY;
            case FULL_ADDRESS, DROP_OFF_LOCATION -> USER_CONTACT_ADDRESS;
            case ADDRESS_DETAIL, ADDRESS_LINE_1, ADDRESS_LINE_2, ADDRESS_LINE_3, ADDRESS_LINE_4 ->
                    USER_CONTACT_ADDRESS_STREET;
        };
    }
}
