package com.sellerkit.platform;

import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/// The suite's EventBridge bus.
public final class EventBridgeBus implements Bus {
    private static final int ATTEMPTS_MAX = 3;

    private final EventBridgeClient events;
    private final String name;

    public EventBridgeBus(EventBridgeClient events, String name) {
        this.events = events;
        this.name = name;
    }

    @Override
    public void publish(Fact fact) {
        PutEventsRequestEntry entry =
                PutEventsRequestEntry.builder()
                        .eventBusName(name)
                        .source(SOURCE)
                        .detailType(fact.type())
                        .detail(Json.text(fact.detail()))
                        .build();
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            PutEventsResponse answer = events.putEvents(request -> request.entries(entry));
            if (answer.failedEntryCount() == null || answer.failedEntryCount() == 0) {
                return;
            }
        }
        throw new DeliveryFailed(
                "the bus refused %s %d times".formatted(fact.type(), ATTEMPTS_MAX));
    }
}
