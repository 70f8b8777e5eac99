package com.sellerkit.local.redrive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The queues and functions of one installation, wherever it runs.
public interface LetterQueues {
    /// Up to ten messages of a queue, hidden from everybody else for a while; none if there are
    /// none now.
    ///
    /// @param queue the template's name
    List<DeadLetter> receive(String queue, Duration hidden);

    /// Shows a received message again.
    void letGo(String queue, DeadLetter letter);

    /// Sends a message.
    ///
    /// @param group the shop that it is counted under
    void send(String queue, String body, Optional<String> group);

    /// Has a function called with an event, without waiting for it.
    void call(String functionArn, String event);

    /// Deletes a received message.
    void delete(String queue, DeadLetter letter);
}
