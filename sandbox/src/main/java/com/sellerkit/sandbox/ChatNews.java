package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// What a shop's app is told of conversations. Alone among the notifications, that of a message
/// holds what a person wrote.
final class ChatNews {

    private ChatNews() {}

    /// What the arrival of a message is told as: itself, and before it that a conversation began or
    /// an agent joined one.
    static List<News> of(Chats.Arrival arrival, ShopProfile shop) {
        List<News> news = new ArrayList<>(2);
        Message message = arrival.message();
        String conversation = Long.toString(arrival.conversation());
        if (arrival.opens()) {
            ObjectNode data = object().put("conversation_id", conversation);
            data.put("create_time", arrival.createTime());
            news.add(new News(NotificationType.NEW_CONVERSATION, message.at(), List.of(), data));
        }
        ObjectNode data = object();
        data.put("content", message.content());
        data.put("conversation_id", conversation);
        data.put("create_time", message.at());
        data.put("is_visible", message.visible());
        data.put("message_id", Long.toString(message.number()));
        data.put("index", Long.toString(message.index()));
        data.put("type", message.type());
        data.putObject("sender")
                .put(
                        "im_user_id",
                        ChatEndpoints.userId(message.sender(), arrival.conversation(), shop))
                .put("role", message.sender().name());
        news.add(new News(NotificationType.NEW_MESSAGE, message.at(), List.of(), data));
        return news;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
