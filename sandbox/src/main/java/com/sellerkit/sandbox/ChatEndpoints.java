package com.sellerkit.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The customer service calls: conversations, their messages, and what the app may do in them. They
/// share a quota of calls a day.
final class ChatEndpoints {
    static final int CONVERSATIONS_MAX = 20;
    static final int MESSAGES_MAX = 10;
    static final int CALLS_A_DAY = 10_000;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TEXT_MAX = 2_000;
    private static final int MINUTE = 60;
    private static final long DAY = 86_400;
    private static final Set<String> SENDABLE =
            Set.of(
                    "TEXT",
                    "IMAGE",
                    "PRODUCT_CARD",
                    "ORDER_CARD",
                    "RETURN_REFUND_CARD",
                    "COUPON_CARD",
                    "VIDEO",
                    "LOGISTICS_CARD");

    private final World world;
    private final WorldClock clock;
    private final DailyQuota quota = new DailyQuota(CALLS_A_DAY);

    ChatEndpoints(World world, WorldClock clock) {
        this.world = world;
        this.clock = clock;
    }

    /// Counts a call of a shop; empty while the day's quota is not spent.
    Optional<Refusal> spent(ShopWorld shop) {
        boolean taken = quota.take(shop.profile().key(), Math.floorDiv(now(), DAY));
        return taken ? Optional.empty() : Optional.of(Refusal.conversationQuota());
    }

    Result conversations(Request request, ShopWorld shop) {
        Parameters in = Parameters.of(request);
        int size = in.queryInt("page_size", 1, CONVERSATIONS_MAX);
        long fingerprint = PageToken.fingerprint("conversations", shop.profile().key());
        Optional<PageToken.Place> after = in.after(fingerprint);
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        Listing.Page<Chats.Conversation> page =
                chats(shop).conversations(now()).page(false, size, after);
        ObjectNode data = object().put("next_page_token", page.token(fingerprint));
        ArrayNode list = data.putArray("conversations");
        page.things().forEach(one -> conversation(list.addObject(), one, shop.profile()));
        return new Result.Data(data);
    }

    Result messages(Request request, ShopWorld shop, String id) {
        Parameters in = Parameters.of(request);
        int size = in.queryInt("page_size", 1, MESSAGES_MAX);
        // Both fields give the same order: an index is a time with something behind it.
        in.queryChoice("sort_field", Set.of("create_time", "index"), "create_time");
        boolean ascending =
                in.queryChoice("sort_order", Set.of("ASC", "DESC"), "DESC").equals("ASC");
        long fingerprint =
                PageToken.fingerprint(
                        "messages", shop.profile().key(), id, Boolean.toString(ascending));
        Optional<PageToken.Place> after = in.after(fingerprint);
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        Optional<Chats.Conversation> found = chats(shop).conversation(id, now());
        if (found.isEmpty()) {
            return new Result.Refused(Refusal.noConversation());
        }
        Listing.Page<Message> page =
                new Listing<>(found.get().messages(), Message::place).page(ascending, size, after);
        ObjectNode data = object().put("next_page_token", page.token(fingerprint));
        data.put("unsupported_msg_tips", "Please check this message in Seller Center.");
        ArrayNode list = data.putArray("messages");
        page.things().forEach(one -> list.add(message(one, found.get(), shop.profile())));
        return new Result.Data(data);
    }

    Result send(Request request, ShopWorld shop, String id) {
        Parameters in = Parameters.of(request);
        String type = in.bodyRequired("type");
        String content = in.bodyRequired("content");
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        long now = now();
        Optional<Chats.Conversation> found = chats(shop).conversation(id, now);
        if (found.isEmpty()) {
            return new Result.Refused(Refusal.noConversation());
        }
        Optional<Refusal> refusal = refusal(type, content);
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        Optional<Message> sent =
                found.get().writable()
                        ? chats(shop).send(found.get(), type, content, now)
                        : Optional.empty();
        return sent.<Result>map(one ->
                        new Result.Data(object().put("message_id", Long.toString(one.number()))))
                .orElseGet(() -> new Result.Refused(Refusal.mayNotWrite()));
    }

    Result read(ShopWorld shop, String id) {
        long now = now();
        Optional<Chats.Conversation> found = chats(shop).conversation(id, now);
        found.ifPresent(one -> chats(shop).read(one, now));
        return found.isPresent()
                ? new Result.Data(object())
                : new Result.Refused(Refusal.noConversation());
    }

    Result open(Request request, ShopWorld shop) {
        Parameters in = Parameters.of(request);
        String buyer = in.bodyRequired("buyer_user_id");
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        return chats(shop)
                .open(buyer, now())
                .<Result>map(one ->
                        new Result.Data(
                                object().put("conversation_id", Long.toString(one.number()))))
                .orElseGet(() -> new Result.Refused(Refusal.cannotOpenConversation()));
    }

    Result settings(ShopWorld shop) {
        return new Result.Data(object().put("can_accept_chat", chats(shop).accepting()));
    }

    Result changeSettings(Request request, ShopWorld shop) {
        Parameters in = Parameters.of(request);
        Optional<Boolean> accept = in.bodyBoolean("can_accept_chat");
        if (accept.isEmpty()) {
            in.refuse("param body.can_accept_chat is missing");
        }
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        accept.ifPresent(chats(shop)::accepting);
        return new Result.Data(object());
    }

    /// How well the shop answered: what lies between two notifications of the end is a session, and
    /// counts as answered where an agent wrote within a day.
    Result performance(Request request, ShopWorld shop) {
        Parameters in = Parameters.of(request);
        LocalDate from = in.queryDay("support_date_ge");
        LocalDate to = in.queryDay("support_date_lt");
        if (in.refusal().isEmpty() && !from.isBefore(to)) {
            in.refuse("param support_date_lt is invalid. it must be after support_date_ge");
        }
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        long ge = from.atStartOfDay(shop.profile().zone()).toEpochSecond();
        long lt = to.atStartOfDay(shop.profile().zone()).toEpochSecond();
        long sessions = 0;
        long answered = 0;
        long waited = 0;
        for (Chats.Conversation one : chats(shop).conversations(now()).things()) {
            long asked = -1;
            boolean open = true;
            for (Message message : one.messages()) {
                boolean byBuyer = message.sender() == Message.Role.BUYER;
                if (message.type().equals("NOTIFICATION")) {
                    open = true;
                } else if (byBuyer && open && message.at() >= ge && message.at() < lt) {
                    asked = message.at();
                    sessions++;
                    open = false;
                } else if (message.sender() == Message.Role.CUSTOMER_SERVICE && asked >= 0) {
                    long wait = message.at() - asked;
                    answered += wait <= DAY ? 1 : 0;
                    waited += wait <= DAY ? wait : 0;
                    asked = -1;
                }
            }
        }
        ObjectNode data = object();
        data.putObject("performance")
                .put("support_session_count", sessions)
                .put("response_percentage", ratio(100 * answered, sessions))
                .put("satisfaction_percentage", ratio(95 * answered, sessions))
                .put("response_time_mins", ratio(waited, answered * MINUTE));
        return new Result.Data(data);
    }

    /// A message as the calls show it.
    static ObjectNode message(Message one, Chats.Conversation conversation, ShopProfile shop) {
        ObjectNode json = object();
        json.put("id", Long.toString(one.number()));
        json.put("type", one.type());
        json.put("content", one.content());
        json.put("create_time", one.at());
        json.put("is_visible", one.visible());
        json.set("sender", speaker(one.sender(), conversation, shop));
        json.put("index", Long.toString(one.index()));
        return json;
    }

    /// A conversation as the list shows it.
    static void conversation(ObjectNode json, Chats.Conversation one, ShopProfile shop) {
        json.put("id", Long.toString(one.number()));
        json.put("participant_count", one.served() ? 3 : 2);
        json.put("can_send_message", one.writable());
        json.put("unread_count", one.unread());
        json.put("create_time", one.createTime());
        ArrayNode people = json.putArray("participants");
        people.add(
                speaker(Message.Role.BUYER, one, shop)
                        .put("user_id", one.buyer().userId())
                        .put("buyer_platform", "TIKTOK_SHOP"));
        people.add(speaker(Message.Role.SHOP, one, shop).put("user_id", shop.id()));
        if (one.served()) {
            people.add(
                    speaker(Message.Role.CUSTOMER_SERVICE, one, shop)
                            .put("user_id", Long.toString(agent(shop))));
        }
        if (!one.messages().isEmpty()) {
            json.set("latest_message", message(one.messages().getLast(), one, shop));
        }
    }

    /// Who is meant by a role, as the platform numbers people in conversations.
    static String userId(Message.Role role, long conversation, ShopProfile shop) {
        return switch (role) {
            case BUYER -> Long.toString(Chats.userNumber(conversation));
            case SHOP -> Long.toString(agent(shop) + 1);
            case CUSTOMER_SERVICE -> Long.toString(agent(shop));
            case SYSTEM -> "0";
            case ROBOT -> Long.toString(agent(shop) + 2);
        };
    }

    private static ObjectNode speaker(
            Message.Role role, Chats.Conversation conversation, ShopProfile shop) {
        String nickname =
                switch (role) {
                    case BUYER -> nickname(conversation.buyer());
                    case SHOP -> shop.name();
                    case CUSTOMER_SERVICE -> "Support";
                    case SYSTEM -> "";
                    case ROBOT -> "Assistant";
                };
        String id = userId(role, conversation.number(), shop);
        return object().put("im_user_id", id)
                .put("role", role.name())
                .put("nickname", nickname)
                .put("avatar", "https://images.example.com/avatar/" + id + ".jpeg");
    }

    private static String nickname(Buyer buyer) {
        String first = buyer.first().toLowerCase(Locale.ROOT).replace(' ', '.');
        return first + "." + buyer.number() % 9_973;
    }

    private static long agent(ShopProfile shop) {
        return 7_494_560_900_000_000_000L + shop.number() * 10L;
    }

    private static Optional<Refusal> refusal(String type, String content) {
        if (!SENDABLE.contains(type)) {
            return Optional.of(Refusal.invalidMessage("Its type cannot be sent."));
        }
        JsonNode inner;
        try {
            inner = MAPPER.readTree(content);
        } catch (JsonProcessingException e) {
            return Optional.of(Refusal.invalidMessage("Its content is not JSON."));
        }
        if (!inner.isObject()) {
            return Optional.of(Refusal.invalidMessage("Its content is no JSON object."));
        }
        String text = inner.path("content").asText();
        boolean fits = !text.isEmpty() && text.length() <= TEXT_MAX;
        return type.equals("TEXT") && !fits
                ? Optional.of(
                        Refusal.invalidMessage("A text has 1 to " + TEXT_MAX + " characters."))
                : Optional.empty();
    }

    private static String ratio(long part, long whole) {
        return whole == 0
                ? "0"
                : BigDecimal.valueOf(part)
                        .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private Chats chats(ShopWorld shop) {
        return world.chats(shop);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private long now() {
        return clock.now().getEpochSecond();
    }
}
