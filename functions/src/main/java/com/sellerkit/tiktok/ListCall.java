package com.sellerkit.tiktok;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One call of the Open API that answers a list, or one object, before it is stamped and signed.
///
/// @param method `GET` or `POST`, or what changes something: `PUT` or `DELETE`
/// @param path such as `/finance/202309/statements`, with the ids that it names
/// @param line the path without ids, under which the platform counts the calls
/// @param ofShop whether the call names the shop; the platform refuses some that do, and some that
///   do not
/// @param query the parameters besides those of every call
/// @param body the body of a search; empty if there is none
/// @param list the field of the answer that holds the records; absent if the whole answer is one
public record ListCall(
        String method,
        String path,
        String line,
        boolean ofShop,
        SortedMap<String, String> query,
        ObjectNode body,
        Optional<String> list) {

    /// A call that reads a list with the parameters of its address.
    public static ListCall get(String path, String list) {
        return new ListCall(
                "GET", path, path, true, new TreeMap<>(), Json.object(), Optional.of(list));
    }

    /// A call that searches a list with a body.
    public static ListCall search(String path, String list) {
        return new ListCall(
                "POST", path, path, true, new TreeMap<>(), Json.object(), Optional.of(list));
    }

    /// A call that reads one object.
    public static ListCall one(String path) {
        return new ListCall(
                "GET", path, path, true, new TreeMap<>(), Json.object(), Optional.empty());
    }

    /// A call that sets one thing, named in its body, in place of what it was before.
    static ListCall put(String path) {
        return new ListCall(
                "PUT", path, path, true, new TreeMap<>(), Json.object(), Optional.empty());
    }

    /// A call that takes one thing away, named in its body.
    static ListCall delete(String path) {
        return new ListCall(
                "DELETE", path, path, true, new TreeMap<>(), Json.object(), Optional.empty());
    }

    /// The same call for one id, in the place of `{id}` in its path.
    public ListCall of(String id) {
        return new ListCall(
                method, path.replace("{id}", Urls.encode(id)), line, ofShop, query, body, list);
    }

    /// The same call, which does not name the shop.
    public ListCall withoutShop() {
        return new ListCall(method, path, line, false, query, body, list);
    }

    /// The same call with one more parameter; an empty value is left out.
    public ListCall with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        SortedMap<String, String> more = new TreeMap<>(query);
        more.put(name, value);
        return new ListCall(method, path, line, ofShop, more, body, list);
    }

    /// The same call with one more number.
    public ListCall with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /// The same call with more fields in its body.
    public ListCall asking(ObjectNode fields) {
        ObjectNode more = body.deepCopy();
        more.setAll(fields);
        return new ListCall(method, path, line, ofShop, query, more, list);
    }

    /// The call's parameters, with the shop where it belongs.
    Map<String, String> query(ShopAccess access) {
        return ofShop ? with("shop_cipher", access.cipher()).query() : query;
    }
}
