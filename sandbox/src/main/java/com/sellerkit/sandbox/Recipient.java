package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The recipient address of an order, as much of it as the platform shows in a given situation.
final class Recipient {

    /// How much of the recipient the platform shows.
    enum Visibility {
        /// Everything.
        FULL,
        /// Name and phone are masked; the address is readable.
        PERSON_MASKED,
        /// Name, phone and street are masked; the town is readable.
        STREET_MASKED,
        /// Name, phone, street, postal code and town are masked.
        MASKED,
        /// An object without fields.
        EMPTY,
        /// No such field at all.
        ABSENT
    }

    private Recipient() {}

    static ObjectNode json(
            ShopProfile shop, Buyer buyer, Visibility visibility, String dropOffLocation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (visibility == Visibility.EMPTY || visibility == Visibility.ABSENT) {
            return json;
        }
        boolean personMasked = visibility != Visibility.FULL;
        boolean streetMasked = personMasked && visibility != Visibility.PERSON_MASKED;
        boolean townMasked = visibility == Visibility.MASKED;
        String line1 = streetMasked ? mask(buyer.line1(), 1) : buyer.line1();
        String line2 = streetMasked && !buyer.line2().isEmpty() ? "***" : buyer.line2();
        String town = buyer.place().levels().getLast();
        String shownTown = townMasked ? mask(town, 2) : town;
        String postalCode =
                townMasked ? mask(buyer.place().postalCode(), 2) : buyer.place().postalCode();
        String street = line2.isEmpty() ? line1 : line1 + ", " + line2;
        List<String> levels = buyer.place().levels();
        json.put(
                "full_address",
                "%s, %s, %s, %s, %s"
                        .formatted(
                                shop.country(),
                                String.join(", ", levels.subList(0, levels.size() - 1)),
                                shownTown,
                                street,
                                postalCode));
        json.put("name", personMasked ? mask(buyer.name(), 1) : buyer.name());
        json.put("first_name", personMasked ? mask(buyer.first(), 1) : buyer.first());
        json.put("last_name", personMasked ? "" : buyer.last());
        if (!buyer.firstLocal().isEmpty()) {
            json.put("first_name_local_script", personMasked ? "*" : buyer.firstLocal());
            json.put("last_name_local_script", personMasked ? "*" : buyer.lastLocal());
        }
        json.put("phone_number", personMasked ? maskPhone(buyer.phone()) : buyer.phone());
        json.put("region_code", shop.region());
        json.put("postal_code", postalCode);
        if (shop.region().equals("GB")) {
            json.put("post_town", shownTown);
        }
        json.put("address_line1", line1);
        json.put("address_line2", line2);
        json.put("address_line3", "");
        json.put("address_line4", "");
        json.put("address_detail", street);
        json.set("district_info", districts(shop, levels, shownTown));
        if (!streetMasked && !dropOffLocation.isEmpty()) {
            json.putObject("delivery_preferences").put("drop_off_location", dropOffLocation);
        }
        return json;
    }

    private static ArrayNode districts(ShopProfile shop, List<String> levels, String shownTown) {
        ArrayNode districts = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < shop.levelNames().size(); i++) {
            boolean town = i == levels.size();
            String name = i == 0 ? shop.country() : town ? shownTown : levels.get(i - 1);
            districts
                    .addObject()
                    .put("address_level_name", shop.levelNames().get(i))
                    .put("address_name", name)
                    .put("address_level", "L" + i);
        }
        return districts;
    }

    /// The first characters, then asterisks whose number tells nothing.
    static String mask(String text, int shown) {
        int end =
                text.offsetByCodePoints(0, Math.min(shown, text.codePointCount(0, text.length())));
        return text.substring(0, end) + "****";
    }

    /// The platform's style: country and area stay, then `***-**` and the last two digits.
    static String maskPhone(String phone) {
        int areaEnd = Math.min(phone.indexOf(')') + 4, phone.length());
        return phone.substring(0, areaEnd) + "-***-**" + phone.substring(phone.length() - 2);
    }
}
