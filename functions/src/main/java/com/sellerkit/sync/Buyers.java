package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Item;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.AddressPart;
import com.sellerkit.tiktok.BuyerDetail;
import com.sellerkit.vault.CannotOpen;
import com.sellerkit.vault.NoShopKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Reads buyers' personal data with the shop's key; whoever shows it records that first.
public final class Buyers {
    private final Records records;

    /// @param records the table of the shops' data, with its cipher
    public Buyers(Records records) {
        this.records = records;
    }

    /// What came of looking for a buyer's data.
    public sealed interface Found {
        /// It can be read.
        record Data(BuyerData data) implements Found {}

        /// The order is there, but its buyer's data is masked, absent or erased.
        record Unavailable() implements Found {}

        /// There is no such order.
        record NoOrder() implements Found {}
    }

    /// The data of an order's buyer.
    public Found of(ShopId shop, OrderId order) {
        try {
            return records.get(
                            OrderRecords.ORDER, OrderRecords.key(shop, order), Read.WITH_PERSONAL)
                    .map(Buyers::found)
                    .orElseGet(Found.NoOrder::new);
        } catch (CannotOpen | NoShopKey e) {
            // The key was destroyed, and what it protected with it.
            return new Found.Unavailable();
        }
    }

    private static Found found(Item item) {
        BuyerData data = data(item.fields());
        return data.isReadable() ? new Found.Data(data) : new Found.Unavailable();
    }

    private static BuyerData data(JsonNode order) {
        List<BuyerData.Place> places = new ArrayList<>();
        for (JsonNode district : order.path("recipient").path("districts")) {
            places.add(new BuyerData.Place(district.path(1).asText(), district.path(2).asText()));
        }
        return new BuyerData(
                name(order),
                text(order, AddressPart.PHONE_NUMBER),
                text(order, BuyerDetail.EMAIL),
                addressLines(order),
                text(order, AddressPart.POST_TOWN),
                places,
                text(order, AddressPart.POSTAL_CODE),
                order.path("buyerCountry").asText(),
                text(order, BuyerDetail.MESSAGE));
    }

    private static String name(JsonNode order) {
        String whole = text(order, AddressPart.NAME);
        return whole.isEmpty()
                ? (text(order, AddressPart.FIRST_NAME) + " " + text(order, AddressPart.LAST_NAME))
                        .strip()
                : whole;
    }

    private static List<String> addressLines(JsonNode order) {
        List<String> lines =
                Stream.of(
                                AddressPart.ADDRESS_LINE_1,
                                AddressPart.ADDRESS_LINE_2,
                                AddressPart.ADDRESS_LINE_3,
                                AddressPart.ADDRESS_LINE_4)
                        .map(part -> text(order, part))
                        .filter(line -> !line.isBlank())
                        .toList();
        return lines.isEmpty()
                ? Stream.of(AddressPart.ADDRESS_DETAIL, AddressPart.FULL_ADDRESS)
                        .map(part -> text(order, part))
                        .filter(line -> !line.isBlank())
                        .limit(1)
                        .toList()
                : lines;
    }

    private static String text(JsonNode order, AddressPart part) {
        return order.path("recipient").path(OrderRecords.name(part)).asText();
    }

    private static String text(JsonNode order, BuyerDetail detail) {
        return order.path("buyer").path(OrderRecords.name(detail)).asText();
    }
}
