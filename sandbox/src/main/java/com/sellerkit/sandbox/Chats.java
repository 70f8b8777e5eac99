package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// One shop's conversations with its buyers, one for each who ever wrote: what the orders bring,
/// and what the app sends, reads and opens. Only the latter is forgotten with the process.
///
/// Every method is safe to call from many threads at once.
final class Chats {
    private static final long CONVERSATIONS = 576_486_000_000_000_000L;
    private static final long PEOPLE = 7_494_560_000_000_000_000L;
    private static final long DAY = 86_400;
    private static final long WRITABLE_AFTER_MESSAGE_SECONDS = 30 * DAY;
    private static final long WRITABLE_AFTER_ORDER_SECONDS = 60 * DAY;
    private static final int SENT_MAX = 10_000;

    /// A conversation as it stands at one moment.
    ///
    /// @param messages all so far, oldest first
    /// @param unread how many messages of the buyer nobody has read or answered
    /// @param writable whether the seller may write
    record Conversation(
            long number,
            Buyer buyer,
            long createTime,
            List<Message> messages,
            int unread,
            boolean writable) {

        Conversation {
            messages = List.copyOf(messages);
        }

        long latestAt() {
            return messages.isEmpty() ? createTime : messages.getLast().at();
        }

        /// Whether an agent ever took part.
        boolean served() {
            return messages.stream().anyMatch(one -> one.sender() == Message.Role.CUSTOMER_SERVICE);
        }

        PageToken.Place place() {
            return new PageToken.Place(latestAt(), number);
        }
    }

    /// A message that came, and the conversation it came in.
    ///
    /// @param opens whether the conversation begins or an agent joins it
    record Arrival(long conversation, long createTime, Message message, boolean opens) {}

    /// A buyer who ordered here.
    private static final class Person {
        private final Buyer buyer;
        private final List<Long> orderTimes = new ArrayList<>();
        private final NavigableMap<Long, Message> byIndex = new TreeMap<>();

        Person(Buyer buyer) {
            this.buyer = buyer;
        }
    }

    private record Sent(long conversation, Message message) {}

    private final long seed;
    private final ShopProfile shop;
    private final Following following;
    private final Map<Long, Person> people = new HashMap<>();
    private final NavigableMap<Long, List<Sent>> byTime = new TreeMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Map<Long, Long> readUpTo = new HashMap<>();
    private final Map<Long, Long> opened = new HashMap<>();
    private boolean accepting = true;
    private long listedAt = Long.MIN_VALUE;
    private Listing<Conversation> listed = new Listing<>(List.of(), Conversation::place);

    Chats(long seed, ShopWorld shop) {
        this.seed = seed;
        this.shop = shop.profile();
        this.following = new Following(shop);
    }

    /// The conversations there are, the one with the latest message last.
    synchronized Listing<Conversation> conversations(long now) {
        catchUp(now);
        if (listedAt != now) {
            List<Conversation> all = new ArrayList<>();
            people.forEach((number, person) -> conversation(number, now).ifPresent(all::add));
            all.sort(
                    Comparator.comparingLong(Conversation::latestAt)
                            .thenComparingLong(Conversation::number));
            listed = new Listing<>(List.copyOf(all), Conversation::place);
            listedAt = now;
        }
        return listed;
    }

    synchronized Optional<Conversation> conversation(String id, long now) {
        catchUp(now);
        return id.length() == Long.toString(CONVERSATIONS).length()
                ? conversation(Long.parseLong(id), now)
                : Optional.empty();
    }

    /// The conversation with a buyer, opened now if there is none; empty where the user never
    /// ordered here.
    synchronized Optional<Conversation> open(String buyerUserId, long now) {
        catchUp(now);
        Optional<Map.Entry<Long, Person>> found =
                people.entrySet().stream()
                        .filter(one -> one.getValue().buyer.userId().equals(buyerUserId))
                        .filter(one -> one.getValue().orderTimes.stream().anyMatch(at -> at <= now))
                        .findFirst();
        if (found.isEmpty() || opened.size() >= SENT_MAX) {
            return Optional.empty();
        }
        long number = found.get().getKey();
        if (conversation(number, now).isEmpty()) {
            opened.putIfAbsent(number, now);
            listedAt = Long.MIN_VALUE;
        }
        return conversation(number, now);
    }

    /// Adds a message of the app; empty where it sent as many as can be held.
    synchronized Optional<Message> send(
            Conversation conversation, String type, String content, long now) {
        if (sent.size() >= SENT_MAX) {
            return Optional.empty();
        }
        return Optional.of(
                keep(
                        conversation.number(),
                        Message.sent(
                                sent.size(), Message.Role.CUSTOMER_SERVICE, type, content, now)));
    }

    /// Lets the buyer of an order write now; empty where as many messages as can be held were
    /// written or sent.
    synchronized Optional<Arrival> write(OrderId order, String words, long now) {
        catchUp(now);
        if (sent.size() >= SENT_MAX) {
            return Optional.empty();
        }
        long number = CONVERSATIONS + Buyer.of(seed, shop, order).number();
        boolean first = conversation(number, now).isEmpty();
        Message message =
                Message.sent(sent.size(), Message.Role.BUYER, "TEXT", Message.text(words), now);
        keep(number, message);
        long created = conversation(number, now).orElseThrow().createTime();
        return Optional.of(new Arrival(number, created, message, first));
    }

    private Message keep(long conversation, Message message) {
        sent.add(new Sent(conversation, message));
        person(conversation).byIndex.put(message.index(), message);
        listedAt = Long.MIN_VALUE;
        return message;
    }

    synchronized void read(Conversation conversation, long now) {
        readUpTo.put(conversation.number(), now);
        listedAt = Long.MIN_VALUE;
    }

    synchronized boolean accepting() {
        return accepting;
    }

    synchronized void accepting(boolean accept) {
        accepting = accept;
    }

    /// The messages that came by themselves after `from`, up to and including `to`, oldest first.
    synchronized List<Arrival> arrivals(long from, long to) {
        catchUp(to);
        List<Arrival> arrivals = new ArrayList<>();
        byTime.subMap(from, false, to, true)
                .values()
                .forEach(there -> there.forEach(one -> arrivals.add(arrival(one))));
        return arrivals;
    }

    private Arrival arrival(Sent one) {
        NavigableMap<Long, Message> all = person(one.conversation()).byIndex;
        long created =
                Math.min(
                        all.firstEntry().getValue().at(),
                        opened.getOrDefault(one.conversation(), Long.MAX_VALUE));
        boolean first = all.firstKey() == one.message().index();
        boolean joins = one.message().type().equals("ALLOCATED_SERVICE");
        return new Arrival(one.conversation(), created, one.message(), first || joins);
    }

    private Optional<Conversation> conversation(long number, long now) {
        Person person = people.get(number);
        if (person == null) {
            return Optional.empty();
        }
        List<Message> messages =
                person.byIndex.values().stream().takeWhile(one -> one.at() <= now).toList();
        long openedAt = opened.getOrDefault(number, Long.MAX_VALUE);
        if (messages.isEmpty() && openedAt > now) {
            return Optional.empty();
        }
        long createTime =
                messages.isEmpty() ? openedAt : Math.min(openedAt, messages.getFirst().at());
        return Optional.of(
                new Conversation(
                        number,
                        person.buyer,
                        createTime,
                        messages,
                        unread(messages, readUpTo.getOrDefault(number, Long.MIN_VALUE)),
                        writable(person, messages, now)));
    }

    private static int unread(List<Message> messages, long readUpTo) {
        int unread = 0;
        for (Message message : messages.reversed()) {
            if (message.sender() == Message.Role.CUSTOMER_SERVICE || message.at() <= readUpTo) {
                break;
            }
            unread += message.sender() == Message.Role.BUYER ? 1 : 0;
        }
        return unread;
    }

    private static boolean writable(Person person, List<Message> messages, long now) {
        return messages.stream()
                        .filter(one -> one.sender() == Message.Role.BUYER)
                        .anyMatch(one -> one.at() > now - WRITABLE_AFTER_MESSAGE_SECONDS)
                || person.orderTimes.stream()
                        .anyMatch(at -> at <= now && at > now - WRITABLE_AFTER_ORDER_SECONDS);
    }

    /// How a buyer is called in conversations; orders cannot be found by it.
    static long userNumber(long conversation) {
        return PEOPLE + conversation - CONVERSATIONS;
    }

    private void catchUp(long now) {
        following.catchUp(now, this::forget, this::add);
    }

    private void forget() {
        people.clear();
        byTime.clear();
        listedAt = Long.MIN_VALUE;
    }

    private void add(Timeline life) {
        Buyer buyer = Buyer.of(seed, shop, life.id());
        long number = CONVERSATIONS + buyer.number();
        boolean known = people.containsKey(number);
        Person person = people.computeIfAbsent(number, key -> new Person(buyer));
        person.orderTimes.add(life.createTime());
        Message.thread(seed, shop, life).forEach(message -> put(new Sent(number, message)));
        if (!known) {
            sent.stream()
                    .filter(one -> one.conversation() == number)
                    .forEach(one -> person.byIndex.put(one.message().index(), one.message()));
        }
    }

    private void put(Sent one) {
        person(one.conversation()).byIndex.put(one.message().index(), one.message());
        byTime.computeIfAbsent(one.message().at(), at -> new ArrayList<>(1)).add(one);
    }

    private Person person(long number) {
        Person person = people.get(number);
        if (person == null) {
            throw new IllegalStateException("nobody has conversation " + number);
        }
        return person;
    }
}
