package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The calls about where a shop's notifications go.
final class EventEndpoints {
    private final Subscriptions subscriptions;
    private final WorldClock clock;
    private final Runnable persist;

    EventEndpoints(Subscriptions subscriptions, WorldClock clock, Runnable persist) {
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.persist = persist;
    }

    Result list(ShopWorld shop) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        List<Subscriptions.Subscription> all = subscriptions.of(shop.profile().key());
        data.put("total_count", all.size());
        ArrayNode webhooks = data.putArray("webhooks");
        for (Subscriptions.Subscription one : all) {
            webhooks.addObject()
                    .put("event_type", one.type())
                    .put("address", one.address())
                    .put("create_time", one.createTime())
                    .put("update_time", one.updateTime());
        }
        return new Result.Data(data);
    }

    Result put(Request request, ShopWorld shop) {
        Parameters in = Parameters.of(request);
        String address = in.bodyRequired("address");
        String type = type(in);
        Optional<URI> parsed = url(address);
        if (address.length() > Subscriptions.ADDRESS_LENGTH_MAX || parsed.isEmpty()) {
            in.refuse(
                    "param body.address is invalid. it must be an https URL of at most %d characters"
                            .formatted(Subscriptions.ADDRESS_LENGTH_MAX));
        }
        if (in.refusal().isPresent() || parsed.isEmpty()) {
            return new Result.Refused(in.refusal().orElseThrow());
        }
        subscriptions.put(shop.profile().key(), type, parsed.get(), clock.now().getEpochSecond());
        persist.run();
        return new Result.Data(JsonNodeFactory.instance.objectNode());
    }

    /// Forgets an address; that there was none is no error.
    Result delete(Request request, ShopWorld shop) {
        Parameters in = Parameters.of(request);
        String type = type(in);
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        subscriptions.remove(shop.profile().key(), type);
        persist.run();
        return new Result.Data(JsonNodeFactory.instance.objectNode());
    }

    private static String type(Parameters in) {
        String type = in.bodyRequired("event_type");
        if (!Subscriptions.TYPES.contains(type)) {
            in.refuse("param body.event_type is invalid. no such event");
        }
        return type;
    }

    // The platform takes https only; an app on this machine has none.
    private static Optional<URI> url(String address) {
        try {
            URI url = URI.create(address);
            boolean allowed =
                    "https".equals(url.getScheme())
                            || ("http".equals(url.getScheme()) && WebhookSender.onThisMachine(url));
            return Optional.of(url)
                    .filter(one -> allowed && one.getHost() != null)
                    .filter(one -> one.getRawUserInfo() == null && one.getRawFragment() == null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
