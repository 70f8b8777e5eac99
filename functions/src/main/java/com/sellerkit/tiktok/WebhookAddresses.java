package com.sellerkit.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Json;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/// Where the platform sends the notifications of single shops: one address for each event, instead
/// of the one that is entered for the whole app.
public final class WebhookAddresses {
    private static final String PATH = "/event/202309/webhooks";

    private final Lists client;

    public WebhookAddresses(Lists client) {
        this.client = client;
    }

    /// An address that is registered for a shop.
    ///
    /// @param event such as `ORDER_STATUS_CHANGE`
    /// @param address as it was registered, by whomever
    /// @param since when it was registered last
    public record Registered(String event, String address, Instant since) {
        static Registered of(JsonNode webhook) {
            return new Registered(
                    webhook.path("event_type").asText(),
                    webhook.path("address").asText(),
                    Instant.ofEpochSecond(
                            Math.clamp(
                                    webhook.path("update_time").asLong(), 0, Integer.MAX_VALUE)));
        }
    }

    /// All that are registered for the shop.
    public Answer<List<Registered>> of(ShopAccess access, Deadline deadline) {
        return client.list(access, ListCall.get(PATH, "webhooks"), deadline)
                .map(page -> page.records().stream().map(Registered::of).toList());
    }

    /// Registers an address for one event, in place of the one before.
    public Answer<ListPage> register(
            ShopAccess access, String event, URI address, Deadline deadline) {
        ListCall call =
                ListCall.put(PATH)
                        .asking(
                                Json.object()
                                        .put("event_type", event)
                                        .put("address", address.toString()));
        return client.list(access, call, deadline);
    }

    /// Takes the address of one event away; that there is none is fine.
    public Answer<ListPage> remove(ShopAccess access, String event, Deadline deadline) {
        ListCall call = ListCall.delete(PATH).asking(Json.object().put("event_type", event));
        return client.list(access, call, deadline);
    }
}
