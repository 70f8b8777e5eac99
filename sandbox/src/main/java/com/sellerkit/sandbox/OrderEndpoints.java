package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The order calls: search page by page, and detail by id.
final class OrderEndpoints {
    static final int PAGE_SIZE_MAX = 100;
    static final int IDS_MAX = 50;

    private static final Set<String> STATUSES =
            Arrays.stream(OrderStatus.values()).map(Enum::name).collect(Collectors.toSet());

    private final World world;
    private final WorldClock clock;

    OrderEndpoints(World world, WorldClock clock) {
        this.world = world;
        this.clock = clock;
    }

    Result search(Request request, ShopWorld shop) {
        long now = clock.now().getEpochSecond();
        Parameters parameters = Parameters.of(request);
        OrderQuery query = query(parameters);
        long fingerprint = query.fingerprint(shop.profile().key());
        Optional<PageToken.Place> place = parameters.after(fingerprint);
        if (parameters.refusal().isPresent()) {
            return new Result.Refused(parameters.refusal().get());
        }
        Selection.Page<Timeline> page = shop.search(place.map(query::after).orElse(query), now);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        PageToken.Place next = page.next();
        data.put("next_page_token", next == null ? "" : PageToken.of(fingerprint, next));
        data.put("total_count", page.total());
        ArrayNode orders = data.putArray("orders");
        page.items().forEach(life -> orders.add(shop.json(life, OrderView.Shape.V202309, now)));
        return new Result.Data(data);
    }

    /// Orders by id; what does not exist is left out, what belongs to another shop is refused.
    Result detail(Request request, ShopWorld shop, OrderView.Shape shape) {
        long now = clock.now().getEpochSecond();
        Parameters parameters = Parameters.of(request);
        List<String> ids = parameters.queryIds("ids", IDS_MAX);
        if (parameters.refusal().isPresent()) {
            return new Result.Refused(parameters.refusal().get());
        }
        boolean foreign =
                ids.stream()
                        .map(world::ofOrder)
                        .anyMatch(owner -> owner.isPresent() && owner.get() != shop);
        if (foreign) {
            return new Result.Refused(Refusal.notYourOrder());
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode orders = data.putArray("orders");
        for (String id : ids) {
            shop.find(id, now).ifPresent(life -> orders.add(shop.json(life, shape, now)));
        }
        return new Result.Data(data);
    }

    // A missing end of a range is open: the platform fills in now and the shop's start, which
    // exclude nothing that exists.
    private static OrderQuery query(Parameters in) {
        int pageSize = in.queryInt("page_size", 1, PAGE_SIZE_MAX);
        String field =
                in.queryChoice("sort_field", Set.of("create_time", "update_time"), "create_time");
        String order = in.queryChoice("sort_order", Set.of("ASC", "DESC"), "DESC");
        return new OrderQuery(
                field.equals("update_time")
                        ? OrderQuery.SortField.UPDATE_TIME
                        : OrderQuery.SortField.CREATE_TIME,
                order.equals("ASC"),
                pageSize,
                Optional.empty(),
                in.bodyLong("create_time_ge").orElse(Long.MIN_VALUE),
                in.bodyLong("create_time_lt").orElse(Long.MAX_VALUE),
                in.bodyLong("update_time_ge").orElse(Long.MIN_VALUE),
                in.bodyLong("update_time_lt").orElse(Long.MAX_VALUE),
                in.bodyChoice("order_status", STATUSES).map(OrderStatus::valueOf),
                in.bodyChoice("shipping_type", Set.of("TIKTOK", "SELLER")),
                in.bodyText("buyer_user_id"),
                in.bodyBoolean("is_buyer_request_cancel"),
                in.bodyTexts("warehouse_ids"));
    }
}
