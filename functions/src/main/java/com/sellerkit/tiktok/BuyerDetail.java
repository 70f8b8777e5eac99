package com.sellerkit.tiktok;

/// The texts of an order that are about the buyer or written by a person: personal data, all of it.
public enum BuyerDetail {
    USER_ID("user_id"),
    EMAIL("buyer_email"),
    NICKNAME("buyer_nickname"),
    MESSAGE("buyer_message"),
    SELLER_NOTE("seller_note"),
    CPF("cpf"),
    CPF_NAME("cpf_name"),
    CONSULTATION_ID("consultation_id");

    private final String wireName;

    BuyerDetail(String wireName) {
        this.wireName = wireName;
    }

    /// The field's name at the platform.
    public String wireName() {
        return wireName;
    }
}
