package com.sellerkit.tiktok;

/// How soon somebody waits for a call: fresh changes go ahead of conversations, and those ahead of
/// what is read for the first time or once more.
public enum Urgency {
    LIVE(1),
    CHAT(0.75),
    BACKFILL(0.5);

    private final double share;

    Urgency(double share) {
        this.share = share;
    }

    /// The part of a line's rate that calls of this urgency, and of every less urgent one, may use
    /// together; what is left is for the more urgent ones.
    double share() {
        return share;
    }
}
