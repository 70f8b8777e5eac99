package com.sellerkit.catalog;

/// What data may be used for, and nothing else.
public enum Purpose {
    MANAGEMENT_FEATURES("the dashboard and the management features the seller signed up for"),
    SYNCHRONISATION("keeping the seller's TikTok Shop data in step"),
    INSIGHTS("reports, analytics and insights for the seller's own store"),
    NOTIFICATIONS("service notifications, security alerts and product updates"),
    SUPPORT("answering support requests and improving the service"),
    LEGAL_AND_ABUSE("legal obligations, and preventing fraud and abuse");

    private final String sentence;

    Purpose(String sentence) {
        this.sentence = sentence;
    }

    /// The purpose in the words of the privacy policy.
    public String sentence() {
        return sentence;
    }
}
