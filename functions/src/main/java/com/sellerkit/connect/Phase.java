package com.sellerkit.connect;

/// How far a completion is.
enum Phase {
    /// The code is sealed and waits for somebody to sign in.
    HELD("held"),
    /// One attempt is exchanging the code.
    EXCHANGING("exchanging"),
    /// The tokens are in the vault; the shops are not known yet.
    GRANTED("granted"),
    /// The shops are known and wait for the confirmation.
    NAMED("named"),
    /// Connected; what follows from it may still be going on.
    CONFIRMED("confirmed"),
    /// Cancelled; the tokens are destroyed.
    CANCELLED("cancelled"),
    /// Not completable; the fault says why.
    FAILED("failed"),
    /// Never confirmed; the tokens are destroyed.
    EXPIRED("expired");

    private final String code;

    Phase(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static Phase of(String code) {
        for (Phase phase : values()) {
            if (phase.code.equals(code)) {
                return phase;
            }
        }
        throw new IllegalStateException("a completion has no known phase");
    }
}
