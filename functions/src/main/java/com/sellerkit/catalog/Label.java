package com.sellerkit.catalog;

/// What kind of data a field holds, as dotted categories in the manner of the fideslang taxonomy.
public enum Label {
    USER_NAME("user.name"),
    USER_ACCOUNT("user.account"),
    USER_ACCOUNT_USERNAME("user.account.username"),
    USER_CONTACT("user.contact"),
    USER_CONTACT_EMAIL("user.contact.email"),
    USER_CONTACT_PHONE_NUMBER("user.contact.phone_number"),
    USER_CONTACT_ADDRESS("user.contact.address"),
    USER_CONTACT_ADDRESS_STREET("user.contact.address.street"),
    USER_CONTACT_ADDRESS_CITY("user.contact.address.city"),
    USER_CONTACT_ADDRESS_STATE("user.contact.address.state"),
    USER_CONTACT_ADDRESS_POSTAL_CODE("user.contact.address.postal_code"),
    USER_CONTACT_ADDRESS_COUNTRY("user.contact.address.country"),
    USER_CONTENT_PRIVATE("user.content.private"),
    USER_BEHAVIOR_PURCHASE_HISTORY("user.behavior.purchase_history"),
    USER_GOVERNMENT_ID("user.government_id"),
    USER_FINANCIAL("user.financial"),
    USER_FINANCIAL_PAYMENT_METHOD("user.financial.payment_method"),
    USER_UNIQUE_ID("user.unique_id"),
    USER_UNIQUE_ID_PSEUDONYMOUS("user.unique_id.pseudonymous"),
    USER_AUTHORIZATION_CREDENTIALS("user.authorization.credentials"),
    USER_DEMOGRAPHIC_AGE_RANGE("user.demographic.age_range"),
    USER_PRIVACY_PREFERENCES("user.privacy_preferences"),
    USER_DEVICE("user.device"),
    USER_DEVICE_IP_ADDRESS("user.device.ip_address"),
    USER_LOCATION_IMPRECISE("user.location.imprecise"),
    SHOP_PROFILE("shop.profile"),
    SHOP_UNIQUE_ID("shop.unique_id"),
    COMMERCE_ORDER("commerce.order"),
    COMMERCE_ORDER_AMOUNT("commerce.order.amount"),
    COMMERCE_ORDER_STATUS("commerce.order.status"),
    COMMERCE_ORDER_TIME("commerce.order.time"),
    COMMERCE_ORDER_UNIQUE_ID("commerce.order.unique_id"),
    COMMERCE_PRODUCT("commerce.product"),
    COMMERCE_SHIPMENT("commerce.shipment"),
    SYSTEM_OPERATIONS("system.operations"),
    SYSTEM_UNIQUE_ID("system.unique_id");

    private final String key;

    Label(String key) {
        this.key = key;
    }

    /// The dotted category, such as `user.contact.address.street`.
    public String key() {
        return key;
    }
}
