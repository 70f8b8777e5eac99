package com.sellerkit.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.tiktok.ListCall;

/// How the platform is asked for a window, where most of its lists agree.
final class Searches {
    private Searches() {}

    /// A search in the body, sorted by the time that bounds the window: the newest creation first,
    /// the oldest change first.
    static ListCall sorted(ListCall call, Window window) {
        String field = field(window.by());
        ObjectNode body = Json.object();
        window.from().ifPresent(from -> body.put(field + "_ge", from.getEpochSecond()));
        body.put(field + "_lt", window.before().getEpochSecond());
        return call.with("sort_field", field)
                .with("sort_order", window.by() == Window.By.CREATED ? "DESC" : "ASC")
                .asking(body);
    }

    /// A window in the parameters, by a time of the list's own.
    static ListCall between(ListCall call, String field, Window window) {
        ListCall bounded = call.with(field + "_lt", window.before().getEpochSecond());
        return window.from()
                .map(from -> bounded.with(field + "_ge", from.getEpochSecond()))
                .orElse(bounded);
    }

    private static String field(Window.By by) {
        return switch (by) {
            case CREATED -> "create_time";
            case UPDATED -> "update_time";
            case ALL -> throw new IllegalArgumentException("the whole list has no time");
        };
    }
}
