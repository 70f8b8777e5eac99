package com.sellerkit.site;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer of the site before it is written as a proxy result.
///
/// @param body the bytes to send; empty for `304`
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; the bytes are shared, never changed
record SiteAnswer(int status, Map<String, String> headers, byte[] body) {

    SiteAnswer {
        headers = Map.copyOf(headers);
    }

    SiteAnswer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new SiteAnswer(status, all, body);
    }

    SiteAnswer withoutBody() {
        return new SiteAnswer(status, headers, new byte[0]);
    }

    @Override
    public String toString() {
        return "SiteAnswer[" + status + ", " + headers + ", " + body.length + " bytes]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SiteAnswer that
                && status == that.status
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * status + headers.hashCode()) + Arrays.hashCode(body);
    }
}
