package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// One message of a conversation between a buyer and a shop, in invented words: what a buyer writes
/// about an order is a function of seed and order alone.
///
/// @param number its id
/// @param index its place among the messages of its conversation, larger is newer
/// @param at the Unix second of its sending
/// @param content a JSON object as text; its form depends on the type
record Message(
        long number,
        long index,
        long at,
        Role sender,
        String type,
        String content,
        boolean visible) {

    /// Who speaks.
    enum Role {
        BUYER,
        SHOP,
        CUSTOMER_SERVICE,
        SYSTEM,
        ROBOT
    }

    /// What every text of a buyer holds, followed by twelve characters that no other has: whoever
    /// must not keep such texts can be searched for it.
    static final String MARKER = "buyer-words-";

    private static final long NUMBERS = 7_494_561_000_000_000_000L;
    private static final long INDEXES_PER_SECOND = 1_000_000L;
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;
    private static final int WRITES_PERCENT = 12;
    private static final int ANSWERED_PERCENT = 80;

    private static final List<String> QUESTIONS =
            List.of(
                    "Hello, when will my order be sent?",
                    "I chose the wrong colour. Can you still change it?",
                    "Is this a gift box? \"Medium\" seems small to me.",
                    "Wann kommt mein Paket an? Schöne Grüße",
                    "注文した商品はいつ届きますか？",
                    "¿Puedo cambiar la dirección de entrega?",
                    "It arrived broken 😢 what can I do",
                    "<b>Hi!</b> do you ship on Saturdays & Sundays?",
                    "=SUM(1;2) pieces are missing\nplease look into it",
                    "Terima kasih, barangnya bagus!");

    private static final List<String> ANSWERS =
            List.of(
                    "Thank you for writing. It leaves our warehouse tomorrow.",
                    "We are sorry to hear that. Please send us a picture.",
                    "Yes, we can. We have changed it for you.",
                    "You will receive the tracking number by tonight.");

    private static final List<String> THANKS =
            List.of("Thank you!", "ok 👍", "Great, that helps.", "Fine, I will wait.");

    /// What the buyer of an order writes about it and what is answered, the future too; empty where
    /// nothing ever is. The threads of one buyer's orders make one conversation.
    static List<Message> thread(long seed, ShopProfile shop, Timeline life) {
        Dice dice = Buying.dice(seed, life.id(), "messages");
        if (!dice.percent(WRITES_PERCENT)) {
            return List.of();
        }
        Script thread = new Script(life.id());
        String order = Long.toString(life.number());
        String product = dice.pick(shop.products()).id();
        long at = life.createTime() + dice.between(10 * MINUTE, 8 * DAY);
        if (dice.percent(70)) {
            thread.says(Role.BUYER, "BUYER_ENTER_FROM_ORDER", content("order_id", order), at);
        } else {
            thread.says(Role.BUYER, "BUYER_ENTER_FROM_PRODUCT", content("product_id", product), at);
        }
        at += dice.between(5, 90);
        thread.says(Role.BUYER, "TEXT", words(dice, dice.pick(QUESTIONS)), at);
        if (dice.percent(50)) {
            thread.says(Role.ROBOT, "TEXT", text("We answer within a day."), at + 1);
        }
        if (dice.percent(40)) {
            at += dice.between(5, 60);
            thread.says(Role.BUYER, "ORDER_CARD", content("order_id", order), at);
        }
        if (dice.percent(20)) {
            at += dice.between(5, 60);
            thread.says(Role.BUYER, "IMAGE", image(life.id()), at);
        }
        if (dice.percent(ANSWERED_PERCENT)) {
            at = answer(thread, dice, at + dice.between(5 * MINUTE, 20 * HOUR), product);
            thread.says(
                    Role.SYSTEM, "NOTIFICATION", text("The conversation ended."), at + 6 * HOUR);
        }
        return List.copyOf(thread.messages);
    }

    /// A message that the app sends, or that the control lets a buyer write.
    ///
    /// @param sent how many there were before
    static Message sent(long sent, Role sender, String type, String content, long at) {
        long index = at * INDEXES_PER_SECOND + INDEXES_PER_SECOND / 2 + sent % 400_000;
        return new Message(
                NUMBERS + 900_000_000_000_000L + sent, index, at, sender, type, content, true);
    }

    PageToken.Place place() {
        return new PageToken.Place(at, index);
    }

    private static long answer(Script thread, Dice dice, long from, String product) {
        long at = from;
        thread.joins(at);
        at += dice.between(10, 300);
        thread.says(Role.CUSTOMER_SERVICE, "TEXT", text(dice.pick(ANSWERS)), at);
        if (dice.percent(15)) {
            at += dice.between(5, 60);
            thread.says(Role.CUSTOMER_SERVICE, "PRODUCT_CARD", content("product_id", product), at);
        }
        if (dice.percent(50)) {
            at += dice.between(MINUTE, 5 * HOUR);
            boolean emoticon = dice.percent(20);
            String words = words(dice, dice.pick(THANKS));
            thread.says(
                    Role.BUYER,
                    emoticon ? "EMOTICONS" : "TEXT",
                    emoticon ? content("url", "https://images.example.com/emoticon.gif") : words,
                    at);
        }
        return at;
    }

    private static String words(Dice dice, String words) {
        String unique = "%012d".formatted(dice.next() >>> 25);
        return text(words + " (" + MARKER + unique + ")");
    }

    /// What a text holds.
    static String text(String words) {
        return content("content", words);
    }

    private static String content(String name, String value) {
        return object().put(name, value).toString();
    }

    private static String image(OrderId id) {
        return object().put("url", "https://images.example.com/im/" + id.index() + ".jpeg")
                .put("width", 1280)
                .put("height", 720)
                .toString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Numbers the messages of one thread.
    private static final class Script {
        private final OrderId id;
        private final List<Message> messages = new ArrayList<>();

        Script(OrderId id) {
            this.id = id;
        }

        void joins(long at) {
            add(Role.SYSTEM, "ALLOCATED_SERVICE", text("An agent joined."), at, false);
        }

        void says(Role role, String type, String content, long at) {
            add(role, type, content, at, true);
        }

        private void add(Role role, String type, String content, long at, boolean visible) {
            int place = messages.size();
            long index = at * INDEXES_PER_SECOND + id.index() % 4_000 * 100L + place;
            messages.add(
                    new Message(
                            id.related(NUMBERS, place), index, at, role, type, content, visible));
        }
    }
}
