package com.sellerkit.tiktok;

/// The parts of a recipient's address that are kept encrypted; often masked, often absent.
public enum AddressPart {
    FULL_ADDRESS("full_address"),
    NAME("name"),
    FIRST_NAME("first_name"),
    LAST_NAME("last_name"),
    FIRST_NAME_LOCAL_SCRIPT("first_name_local_script"),
    LAST_NAME_LOCAL_SCRIPT("last_name_local_script"),
    PHONE_NUMBER("phone_number"),
    POSTAL_CODE("postal_code"),
    POST_TOWN("post_town"),
    ADDRESS_DETAIL("address_detail"),
    ADDRESS_LINE_1("address_line1"),
    ADDRESS_LINE_2("address_line2"),
    ADDRESS_LINE_3("address_line3"),
    ADDRESS_LINE_4("address_line4"),
    DROP_OFF_LOCATION("drop_off_location");

    private final String wireName;

    AddressPart(String wireName) {
        this.wireName = wireName;
    }

    /// The field's name at the platform; the drop-off location is nested in `delivery_preferences`
    /// there.
    public String wireName() {
        return wireName;
    }
}
