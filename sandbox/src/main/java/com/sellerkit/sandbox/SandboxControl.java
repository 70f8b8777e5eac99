package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// What can be observed and changed while the stand-in runs, in process; the control API over HTTP
/// does the same.
///
/// Names that do not exist and values out of range are refused with an {@link
/// IllegalArgumentException} that says what is allowed.
public final class SandboxControl {
    private final Platform platform;

    SandboxControl(Platform platform) {
        this.platform = platform;
    }

    // --- time

    /// The world's time, in whole seconds.
    public Instant now() {
        return platform.now();
    }

    /// Where the shops' histories end.
    public Instant anchor() {
        return platform.clock().anchor();
    }

    public boolean frozen() {
        return platform.clock().frozen();
    }

    /// Stops the world where it stands.
    public void freeze() {
        platform.clock().freeze();
        platform.persist();
    }

    /// Lets the world's time flow again, from where it stands.
    public void run() {
        platform.clock().run();
        platform.persist();
    }

    /// Moves the world's time forward, by at most 366 days a call.
    public void advance(Duration by) {
        platform.clock().advance(by);
        platform.persist();
    }

    /// How far the protocol's clock is ahead of real time (negative: behind); it decides on
    /// timestamps and expiry.
    public void skew(Duration by) {
        platform.clock().skew(by);
    }

    public Duration skew() {
        return platform.clock().skew();
    }

    // --- faults

    /// Switches a fault on.
    ///
    /// @return its id, for {@link #removeFault}
    public long addFault(Fault fault) {
        return platform.faults().add(fault);
    }

    /// Switches a fault off, and returns whether it was on.
    public boolean removeFault(long id) {
        return platform.faults().remove(id);
    }

    public void clearFaults() {
        platform.faults().clear();
    }

    public List<ActiveFault> faults() {
        return platform.faults().all();
    }

    // --- authorizations

    /// Consents for a seller without the browser, to all scopes that the app can have there: for
    /// `uk`, conversations are not among them.
    ///
    /// @param seller us, uk or global
    /// @return the authorization code, single-use, good for 30 minutes
    public String approve(String seller) {
        return approve(seller, Scopes.of(seller(seller)));
    }

    /// Consents for a seller without the browser.
    public String approve(String seller, List<String> scopes) {
        scopes.stream()
                .filter(scope -> !Scopes.ALL.contains(scope))
                .findFirst()
                .ifPresent(scope -> {
                    throw new IllegalArgumentException(
                            "no scope is called " + scope + "; there are " + Scopes.ALL);
                });
        String code =
                platform.authorizations()
                        .approve(seller(seller), scopes, platform.clock().protocolNow());
        platform.persist();
        return code;
    }

    public List<GrantView> grants() {
        return platform.authorizations().grants().stream().map(GrantView::of).toList();
    }

    /// Ends an authorization the way a seller does in the seller center: every token of it is
    /// worthless at once.
    public void revoke(String grantId) {
        change(grantId, Grant::asRevoked);
    }

    /// Makes the access tokens of a grant expire now; the refresh token still works.
    public void expireAccessTokens(String grantId) {
        long now = platform.clock().protocolNow().getEpochSecond();
        change(
                grantId,
                grant -> grant.withTokens(ended(grant.accessTokens(), now), grant.refreshTokens()));
    }

    /// Makes the refresh tokens of a grant expire now.
    public void expireRefreshTokens(String grantId) {
        long now = platform.clock().protocolNow().getEpochSecond();
        change(
                grantId,
                grant -> grant.withTokens(grant.accessTokens(), ended(grant.refreshTokens(), now)));
    }

    /// Lets an authorization end after a time on the protocol's clock, from now to 36,525 days: its
    /// refresh tokens, and those that replace them, expire then.
    public void endAuthorization(String grantId, Duration after) {
        if (after.isNegative() || after.compareTo(Authorizations.GRANT_LIFETIME) > 0) {
            throw new IllegalArgumentException(
                    "the authorization's time was "
                            + after
                            + "; it must be from PT0S to "
                            + Authorizations.GRANT_LIFETIME);
        }
        long end = platform.clock().protocolNow().plus(after).getEpochSecond();
        change(
                grantId,
                grant ->
                        grant.withTokens(
                                grant.accessTokens(),
                                grant.refreshTokens().stream()
                                        .map(token -> new Grant.Token(token.value(), end))
                                        .toList()));
    }

    public TokenRules tokenRules() {
        return platform.authorizations().rules();
    }

    public void tokenRules(TokenRules rules) {
        platform.authorizations().rules(rules);
        platform.persist();
    }

    // --- calls

    /// How many token and API calls there were, by path.
    public Map<String, Long> calls() {
        return platform.calls().counts();
    }

    /// How many calls of one path there were.
    public long calls(String path) {
        return calls().getOrDefault(path, 0L);
    }

    /// The last calls, newest first, at most 500.
    public List<CallRecord> recentCalls() {
        return platform.calls().recent();
    }

    public void resetCalls() {
        platform.calls().clear();
    }

    // --- webhooks

    /// Notices what happened in the world and sends what is due now, without waiting for the
    /// stand-in's own second. Does nothing without a webhook URL.
    public void tick() {
        platform.webhooks().tick();
    }

    /// The notifications that wait and the last 500 that no longer do, newest first.
    public List<Delivery> deliveries() {
        return platform.webhooks().deliveries().all();
    }

    /// Sends a notification again, with the same id and body, at the next tick.
    ///
    /// @param notificationId one of {@link #deliveries}, whatever became of it
    public void resend(String notificationId) {
        if (!platform.webhooks().deliveries().resend(notificationId, now().getEpochSecond())) {
            throw new IllegalArgumentException("no notification is called " + notificationId);
        }
        platform.persist();
    }

    /// Switches a fault of the delivery on; of several, the oldest is applied first.
    public void addDeliveryFault(DeliveryFault fault) {
        platform.webhooks().deliveries().add(fault);
    }

    /// The faults of the delivery that are on, each with the times that are left.
    public List<DeliveryFault> deliveryFaults() {
        return platform.webhooks().deliveries().faults();
    }

    public void clearDeliveryFaults() {
        platform.webhooks().deliveries().clearFaults();
    }

    /// The addresses that the app registered for a shop, by event type.
    public Map<String, String> webhookAddresses(String shopKey) {
        Map<String, String> addresses = new TreeMap<>();
        platform.subscriptions()
                .of(shop(shopKey).profile().key())
                .forEach(one -> addresses.put(one.type(), one.address()));
        return addresses;
    }

    /// Forgets an address that the app registered, as if the platform had lost it.
    public void dropWebhookAddress(String shopKey, String eventType) {
        if (!platform.subscriptions().remove(shop(shopKey).profile().key(), eventType)) {
            throw new IllegalArgumentException(
                    "shop " + shopKey + " has no address for " + eventType);
        }
        platform.persist();
    }

    // --- shops and orders

    public List<ShopView> shops() {
        long now = now().getEpochSecond();
        return platform.world().shops().stream()
                .map(shop ->
                        new ShopView(
                                shop.profile().key(),
                                shop.profile().id(),
                                shop.profile().name(),
                                shop.profile().region(),
                                shop.profile().currency(),
                                shop.profile().cipher(),
                                shop.count(now),
                                platform.world().active(shop.profile().key())))
                .toList();
    }

    /// Whether a shop's orders can be read; while not, calls are refused with 36009043.
    public void shopActive(String shopKey, boolean active) {
        shop(shopKey);
        platform.world().active(shopKey, active);
        platform.persist();
    }

    /// Every order of a shop as search and detail show it now, oldest first: what a complete copy
    /// must equal.
    public List<JsonNode> orders(String shopKey) {
        ShopWorld shop = shop(shopKey);
        long now = now().getEpochSecond();
        return shop.all(now).stream()
                .<JsonNode>map(life -> shop.json(life, OrderView.Shape.V202309, now))
                .toList();
    }

    /// One order as search and detail show it now.
    public Optional<JsonNode> order(String orderId) {
        long now = now().getEpochSecond();
        return platform.world()
                .ofOrder(orderId)
                .flatMap(shop ->
                        shop.find(orderId, now)
                                .map(life -> shop.json(life, OrderView.Shape.V202309, now)));
    }

    /// What every text that a buyer writes in a conversation holds, followed by twelve digits that
    /// no other text has: for searching logs and stores for it.
    public static final String MESSAGE_MARKER = Message.MARKER;

    /// Every conversation of a shop as the list shows it now, the latest message's first, each with
    /// all its `messages`, oldest first.
    public List<JsonNode> conversations(String shopKey) {
        ShopWorld shop = shop(shopKey);
        List<JsonNode> all = new ArrayList<>();
        for (Chats.Conversation one :
                platform.world().chats(shop).conversations(now().getEpochSecond()).things()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            ChatEndpoints.conversation(json, one, shop.profile());
            ArrayNode messages = json.putArray("messages");
            one.messages()
                    .forEach(message ->
                            messages.add(ChatEndpoints.message(message, one, shop.profile())));
            all.add(json);
        }
        return all.reversed();
    }

    /// Lets the buyer of an order write now, 1 to 2,000 characters; forgotten with the process.
    ///
    /// @return the id of the message
    public String writeMessage(String orderId, String words) {
        if (words.isBlank() || words.length() > 2_000) {
            throw new IllegalArgumentException(
                    "the message had " + words.length() + " characters; it must have 1 to 2000");
        }
        ShopWorld shop = ownerOf(orderId);
        long now = now().getEpochSecond();
        Chats.Arrival arrival =
                platform.world()
                        .chats(shop)
                        .write(life(shop, orderId, now).id(), words, now)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "the shop holds as many messages as it can; reset first"));
        platform.webhooks().written(shop, arrival);
        platform.persist();
        return Long.toString(arrival.message().number());
    }

    /// Creates an order at this moment of the world.
    ///
    /// @return its id
    public String createOrder(String shopKey) {
        long now = now().getEpochSecond();
        ShopWorld shop = shop(shopKey);
        platform.webhooks().notice(shop);
        Timeline life = shop.create(now);
        platform.webhooks().created(shop, life, now);
        platform.persist();
        return Long.toString(life.number());
    }

    /// Puts an order into a state; it stays there until it is moved again.
    public void moveOrder(String orderId, OrderStatus status) {
        long now = now().getEpochSecond();
        ShopWorld shop = ownerOf(orderId);
        Timeline life = life(shop, orderId, now);
        platform.webhooks().notice(shop);
        shop.move(life, status, now);
        platform.webhooks().moved(shop, life, status, now);
        platform.persist();
    }

    /// Gives an order another address, as a buyer may; `update_time` does not move.
    public void editAddress(String orderId) {
        editAddress(orderId, Optional.empty());
    }

    /// Gives an order another address with a street of one's choice, 1 to 200 characters.
    public void editAddress(String orderId, String street) {
        if (street.isBlank() || street.length() > 200) {
            throw new IllegalArgumentException(
                    "the street had " + street.length() + " characters; it must have 1 to 200");
        }
        editAddress(orderId, Optional.of(street));
    }

    /// Lets the tax office answer about the invoice of a package, as it does in Brazil; the shop is
    /// told.
    ///
    /// @param status such as VALID or INVALID
    /// @param reason why it is not valid, or empty
    public void invoice(String packageId, String status, String reason) {
        if (!status.matches("[A-Z_]{1,40}") || !reason.matches("[A-Z_]{0,40}")) {
            throw new IllegalArgumentException(
                    "status and reason must be at most 40 capitals and underscores");
        }
        long now = now().getEpochSecond();
        for (ShopWorld shop : platform.world().shops()) {
            Optional<Parcel> parcel = shop.consequences().parcel(packageId, now);
            if (parcel.isPresent()) {
                platform.webhooks().invoiced(shop, News.invoice(parcel.get(), status, reason, now));
                return;
            }
        }
        throw new IllegalArgumentException("no package is called " + packageId);
    }

    // --- products

    /// Every product of a shop as the search shows it now, by creation: what a complete copy must
    /// equal.
    public List<JsonNode> products(String shopKey) {
        ShopWorld shop = shop(shopKey);
        long now = now().getEpochSecond();
        return shop.catalogue().all(now).stream()
                .<JsonNode>map(life -> new ProductView(shop, life, now).summary())
                .toList();
    }

    /// One product as the detail shows it now, frozen and deleted ones too.
    public Optional<JsonNode> product(String productId) {
        long now = now().getEpochSecond();
        return platform.world()
                .ofProduct(productId, now)
                .flatMap(shop ->
                        shop.catalogue()
                                .find(productId, now)
                                .map(life -> new ProductView(shop, life, now).detail()));
    }

    /// Creates a product at this moment of the world; it waits for its review until it is moved.
    ///
    /// @return its id
    public String createProduct(String shopKey) {
        long now = now().getEpochSecond();
        ShopWorld shop = shop(shopKey);
        platform.webhooks().notice(shop);
        ProductLife life = shop.catalogue().create(now);
        for (ProductChange change : life.changes()) {
            platform.webhooks().productChanged(shop, life, change);
        }
        platform.persist();
        return life.id();
    }

    /// Gives a product another title, 1 to 255 characters.
    public void renameProduct(String productId, String title) {
        if (title.isBlank() || title.length() > 255) {
            throw new IllegalArgumentException(
                    "the title had " + title.length() + " characters; it must have 1 to 255");
        }
        changeProduct(productId, ProductChange.Kind.TITLE, title);
    }

    /// Edits a product's description.
    public void editProduct(String productId) {
        changeProduct(productId, ProductChange.Kind.DESCRIPTION, "");
    }

    /// Puts a product into a state: deactivates, activates, freezes or deletes it. It stays there
    /// until it is moved again; one that is activated passed its review.
    public void moveProduct(String productId, ProductStatus status) {
        changeProduct(productId, ProductChange.Kind.STATUS, status.name());
        if (status == ProductStatus.ACTIVATE) {
            changeProduct(productId, ProductChange.Kind.AUDIT, ProductLife.Audit.APPROVED.name());
        } else if (status == ProductStatus.FAILED) {
            changeProduct(productId, ProductChange.Kind.AUDIT, ProductLife.Audit.FAILED.name());
        }
    }

    /// Puts a product into another category, named by digits.
    public void categorizeProduct(String productId, String categoryId) {
        if (!categoryId.matches("[0-9]{1,19}")) {
            throw new IllegalArgumentException(
                    "the category was " + categoryId + "; it must be 1 to 19 digits");
        }
        changeProduct(productId, ProductChange.Kind.CATEGORY, categoryId);
    }

    /// Gives a SKU another price from now on, in minor units from 1 to 100,000,000; what was
    /// ordered or will be keeps its list price.
    public void priceSku(String skuId, long priceMinor) {
        if (priceMinor < 1 || priceMinor > 100_000_000) {
            throw new IllegalArgumentException(
                    "the price was " + priceMinor + "; it must be 1 to 100000000");
        }
        changeSku(
                skuId,
                (stock, now) ->
                        ProductChange.ofSku(now, ProductChange.Kind.PRICE, skuId, priceMinor));
    }

    /// Counts how many of a SKU can be sold, from 0 to 1,000,000; its sales go on from there.
    public void countStock(String skuId, int quantity) {
        if (quantity < 0 || quantity > 1_000_000) {
            throw new IllegalArgumentException(
                    "the quantity was " + quantity + "; it must be 0 to 1000000");
        }
        changeSku(
                skuId,
                (stock, now) ->
                        ProductChange.ofSku(
                                now,
                                ProductChange.Kind.STOCK,
                                skuId,
                                (long) quantity - stock.level(skuId, now).available()));
    }

    private void changeProduct(String productId, ProductChange.Kind kind, String value) {
        long now = now().getEpochSecond();
        ShopWorld shop =
                platform.world()
                        .ofProduct(productId, now)
                        .orElseThrow(() ->
                                new IllegalArgumentException("no product is called " + productId));
        changeProduct(shop, productId, new ProductChange(now, kind, value));
    }

    private void changeSku(String skuId, BiFunction<Stock, Long, ProductChange> how) {
        long now = now().getEpochSecond();
        for (ShopWorld shop : platform.world().shops()) {
            Optional<ProductLife> life = shop.catalogue().ofSku(skuId, now);
            if (life.isPresent()) {
                changeProduct(shop, life.get().id(), how.apply(shop.catalogue().stock(), now));
                return;
            }
        }
        throw new IllegalArgumentException("no SKU is called " + skuId);
    }

    private void changeProduct(ShopWorld shop, String productId, ProductChange change) {
        ProductLife life = shop.catalogue().find(productId, change.at()).orElseThrow();
        platform.webhooks().notice(shop);
        ProductLife changed = shop.catalogue().change(life, change);
        platform.webhooks().productChanged(shop, changed, change);
        platform.persist();
    }

    /// Forgets grants, edits, faults, calls and deliveries, and starts the clock over.
    public void reset() {
        platform.reset();
    }

    private void editAddress(String orderId, Optional<String> street) {
        ShopWorld shop = ownerOf(orderId);
        long now = now().getEpochSecond();
        Timeline life = life(shop, orderId, now);
        shop.editAddress(life, street);
        platform.webhooks().addressEdited(shop, life, now);
        platform.persist();
    }

    private void change(String grantId, UnaryOperator<Grant> how) {
        if (!platform.authorizations().change(grantId, how)) {
            throw new IllegalArgumentException("no grant is called " + grantId);
        }
        platform.persist();
    }

    private static List<Grant.Token> ended(List<Grant.Token> tokens, long now) {
        return tokens.stream()
                .map(token -> new Grant.Token(token.value(), Math.min(token.expiresAt(), now)))
                .toList();
    }

    private static Seller seller(String key) {
        return Seller.byKey(key)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no seller is called " + key + "; there are us, uk and global"));
    }

    private ShopWorld shop(String key) {
        return platform.world()
                .shop(key)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no shop is called "
                                        + key
                                        + "; there are us, uk, de, jp, id and mx"));
    }

    private ShopWorld ownerOf(String orderId) {
        return platform.world()
                .ofOrder(orderId)
                .orElseThrow(() -> new IllegalArgumentException("no order is called " + orderId));
    }

    private static Timeline life(ShopWorld shop, String orderId, long now) {
        return shop.find(orderId, now)
                .orElseThrow(() -> new IllegalArgumentException("no order is called " + orderId));
    }
}
