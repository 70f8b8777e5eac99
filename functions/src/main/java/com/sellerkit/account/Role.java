package com.sellerkit.account;

/// What a person may do in an account.
public enum Role {
    /// Everything.
    OWNER;

    String code() {
        return "owner";
    }

    static Role of(String code) {
        if (code.equals("owner")) {
            return OWNER;
        }
        throw new IllegalStateException("a membership has no known role");
    }
}
