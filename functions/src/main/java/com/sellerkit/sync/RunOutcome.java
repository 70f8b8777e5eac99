package com.sellerkit.sync;

/// How a worker's run of one stream ended.
public enum RunOutcome {
    /// In step, or the first walk is done.
    FINISHED,
    /// Time ran out; another message goes on.
    CONTINUED,
    /// In trouble that may pass; tried again later by itself.
    DELAYED,
    /// In trouble that a person has to mend.
    STOPPED,
    /// Nothing to do yet: a duplicate message, or somebody else was here.
    NOT_WANTED,
    /// Somebody else is at it.
    HELD,
    /// Somebody else took over while it ran; nothing more was written.
    SUPERSEDED,
    /// The shop is gone, or the message is of another epoch of it.
    GONE,
    /// There is no such stream.
    UNKNOWN
}
