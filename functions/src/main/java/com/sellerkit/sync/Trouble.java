package com.sellerkit.sync;

import java.util.Optional;

/// Why a stream is not in step.
///
/// @param code the kind of trouble
/// @param platformCode the platform's own code, if it gave one
public record Trouble(Code code, Optional<Long> platformCode) {
    /// The kinds of trouble, by the words of the interface.
    public enum Code {
        THROTTLED(
                "throttled",
                StreamStatus.State.DELAYED,
                "TikTok Shop asked us to slow down; reading goes on by itself."),
        PLATFORM_UNAVAILABLE(
                "platform-unavailable",
                StreamStatus.State.DELAYED,
                "TikTok Shop does not answer at the moment; we keep trying."),
        SCOPE_MISSING(
                "scope-missing",
                StreamStatus.State.OFF,
                "The permission for this data was not granted; reconnect the shop to grant it."),
        SHOP_INACTIVE(
                "shop-inactive",
                StreamStatus.State.FAILING,
                "TikTok Shop says that this shop is not active; reading is paused."),
        RECONNECT_NEEDED(
                "reconnect-needed",
                StreamStatus.State.FAILING,
                "TikTok Shop no longer accepts our access; reconnect the shop."),
        DISCONNECTED(
                "disconnected",
                StreamStatus.State.OFF,
                "This shop is disconnected; nothing is read any more."),
        REFUSED(
                "refused",
                StreamStatus.State.FAILING,
                "TikTok Shop refused our request; we are looking into it."),
        VANISHED(
                "vanished",
                StreamStatus.State.DELAYED,
                "TikTok Shop suddenly lists much less than before; nothing is removed until that is"
                        + " looked into."),
        INCOMPLETE(
                "incomplete",
                StreamStatus.State.DELAYED,
                "TikTok Shop did not give us everything it says there is; we ask for it again."),
        INTERNAL(
                "internal",
                StreamStatus.State.DELAYED,
                "Something went wrong on our side; reading goes on by itself.");

        private final String wireName;
        private final StreamStatus.State state;
        private final String sentence;

        Code(String wireName, StreamStatus.State state, String sentence) {
            this.wireName = wireName;
            this.state = state;
            this.sentence = sentence;
        }

        /// The word of the interface.
        public String wireName() {
            return wireName;
        }

        /// The trouble in plain words.
        public String sentence() {
            return sentence;
        }

        /// Whether a later attempt that succeeds shows that it is over.
        boolean passes() {
            return switch (this) {
                case THROTTLED,
                        PLATFORM_UNAVAILABLE,
                        SCOPE_MISSING,
                        SHOP_INACTIVE,
                        RECONNECT_NEEDED,
                        REFUSED,
                        INTERNAL ->
                        true;
                // The one is not tried, and the others only tell of the walk before.
                case DISCONNECTED, VANISHED, INCOMPLETE -> false;
            };
        }

        StreamStatus.State state() {
            return state;
        }

        static Code of(String wireName) {
            for (Code code : values()) {
                if (code.wireName.equals(wireName)) {
                    return code;
                }
            }
            return INTERNAL;
        }
    }

    static Trouble of(Code code) {
        return new Trouble(code, Optional.empty());
    }

    static Trouble of(Code code, long platformCode) {
        return new Trouble(code, Optional.of(platformCode));
    }
}
