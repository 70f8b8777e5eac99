package com.sellerkit.sandbox;

/// The ways in which the stand-in can misbehave.
public enum FaultKind {
    /// Every answer waits `delayMillis` first.
    LATENCY("Slow answers"),
    /// 429 with 36009002 and Retry-After.
    THROTTLE("Too many requests (429)"),
    /// 503: the platform protects itself.
    UNAVAILABLE("Unavailable (503)"),
    /// 500 with 36009003.
    INTERNAL_ERROR("Internal error (500)"),
    /// 36009003 under HTTP 200, which the platform does too.
    INTERNAL_ERROR_OK("Internal error under HTTP 200"),
    /// Nothing happens for `delayMillis`, then the connection closes.
    HANG("Hang, then close"),
    /// The request is carried out, and half of the answer arrives.
    TRUNCATED_BODY("Truncated body"),
    /// An HTML page where JSON is expected.
    WRONG_CONTENT_TYPE("Wrong content type"),
    /// The access token is said to have expired.
    EXPIRED_ACCESS_TOKEN("Access token expired (105002)"),
    /// The access token is said to be invalid, and a refresh finds no authorization.
    REVOKED_GRANT("Authorization revoked"),
    /// The shop is said to be inactive.
    SHOP_INACTIVE("Shop inactive (36009043)"),
    /// The seller is said to be inactive.
    SELLER_INACTIVE("Seller inactive (36009044)"),
    /// The scope is said to be missing.
    SCOPE_MISSING("Scope missing (105005)"),
    /// The day's quota of conversation calls is said to be spent.
    CONVERSATION_QUOTA("Conversation quota spent (45101004)"),
    /// Statements come to another total than their transactions.
    STATEMENT_MISMATCH("Statement total off by one"),
    /// A commission is higher than it was, with all the sums that follow from it.
    FEE_CHANGED("Fee changed"),
    /// A fee has a name that nobody documented, and counts.
    UNKNOWN_FEE("Unknown fee"),
    /// Amounts are JSON numbers instead of texts.
    AMOUNT_AS_NUMBER("Amounts as numbers"),
    /// Settlement amounts are empty texts.
    EMPTY_AMOUNT("Empty settlement amounts"),
    /// A list says that it holds more than it does.
    TOTAL_TOO_HIGH("Total count too high"),
    /// A list says that it holds less than it does.
    TOTAL_TOO_LOW("Total count too low"),
    /// A field has another JSON type than it is documented to have.
    CHANGED_TYPE("Field of another type"),
    /// A field that should be there is not.
    MISSING_FIELD("Missing field"),
    /// Every page after the first lacks one thing and shows another twice.
    SHIFTING_PAGES("Pages shift while walked"),
    /// Objects carry fields that nobody documented.
    EXTRA_FIELDS("Unknown extra fields"),
    /// The request is carried out, and the connection closes without an answer.
    LOST_ANSWER("Lost answer");

    private final String label;

    FaultKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
