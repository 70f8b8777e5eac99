package com.sellerkit.sandbox;

/// Which creation and update times a search asks for; a missing end is open.
///
/// @param createGe the first creation second wanted
/// @param createLt the first creation second no longer wanted
record Window(long createGe, long createLt, long updateGe, long updateLt) {

    static Window read(Parameters in) {
        return new Window(
                in.bodyLong("create_time_ge").orElse(Long.MIN_VALUE),
                in.bodyLong("create_time_lt").orElse(Long.MAX_VALUE),
                in.bodyLong("update_time_ge").orElse(Long.MIN_VALUE),
                in.bodyLong("update_time_lt").orElse(Long.MAX_VALUE));
    }

    /// Those of the things, listed by creation, that were created in time and exist by `now`.
    <T> Listing<T> created(Listing<T> all, long now) {
        return all.between(createGe, Math.min(createLt, now + 1));
    }

    boolean updated(long at) {
        return at >= updateGe && at < updateLt;
    }
}
