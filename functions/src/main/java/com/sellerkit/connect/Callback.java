package com.sellerkit.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Secret;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import com.sellerkit.vault.SecretBox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Receives the browser on its way back from TikTok, and keeps the code here instead of in its
/// address.
///
/// Nobody is signed in at this moment, so nothing is exchanged yet: the code is sealed, and the
/// browser gets a random value to bring along when its person, signed in, completes the
/// authorization.
public final class Callback {
    private static final int COOKIE_BYTES = 32;
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern CODE = Pattern.compile("[\\x21-\\x7e]{1,2048}");

    private final Records records;
    private final SecretBox box;
    private final InstantSource time;
    private final Ids ids;

    /// @param records the accounts table
    public Callback(Records records, SecretBox box, InstantSource time, Ids ids) {
        this.records = records;
        this.box = box;
        this.time = time;
        this.ids = ids;
    }

    /// Keeps what TikTok sent, or tells why there is nothing to keep.
    ///
    /// @param query `code`, `state` and `error` as far as TikTok sent them
    /// @param cookie what the browser brought along from an earlier time
    public CallbackOutcome receive(Map<String, String> query, Optional<String> cookie) {
        String state = query.getOrDefault("state", "");
        boolean denied = !query.getOrDefault("error", "").isEmpty();
        String code = query.getOrDefault("code", "");
        boolean usable = CODE.matcher(code).matches() && !code.equals("null");
        if (state.isEmpty()) {
            // Installed from TikTok's App Store: whoever signs in has to confirm it explicitly.
            return denied
                    ? CallbackOutcome.failed(ConnectFault.DENIED)
                    : usable
                            ? hold(Completion.Origin.APP_STORE, code, Optional.empty())
                            : CallbackOutcome.failed(ConnectFault.CODE_MISSING);
        }
        Optional<Item> begun = begun(state);
        if (begun.isEmpty()) {
            return CallbackOutcome.failed(ConnectFault.STATE_UNKNOWN);
        }
        ObjectNode beginning = begun.get().fields();
        if (beginning.has("usedAt")) {
            return again(beginning, cookie);
        }
        if (!time.instant().isBefore(Pending.moment(beginning, "validUntil"))) {
            return CallbackOutcome.failed(ConnectFault.STATE_EXPIRED);
        }
        if (denied || !usable) {
            records.write(used(begun.get().key()));
            return CallbackOutcome.failed(denied ? ConnectFault.DENIED : ConnectFault.CODE_MISSING);
        }
        return hold(Completion.Origin.SELLERKIT, code, begun);
    }

    private Optional<Item> begun(String state) {
        if (!STATE.matcher(state).matches()) {
            return Optional.empty();
        }
        return records.get(
                ConnectRecords.STATE, ConnectRecords.state(Digests.of(state)), Read.PLAIN);
    }

    /// The address was loaded again: fine in the browser that got the first answer, refused
    /// everywhere else.
    private CallbackOutcome again(ObjectNode beginning, Optional<String> cookie) {
        Optional<Cookie> brought = cookie.flatMap(Cookie::parse);
        if (brought.isPresent()
                && brought.get().completionId().equals(beginning.path("completionId").asText())) {
            Optional<Item> held =
                    records.get(
                            ConnectRecords.COMPLETION,
                            ConnectRecords.completion(brought.get().completionId()),
                            Read.PLAIN);
            if (held.isPresent() && brought.get().opens(Pending.read(held.get().fields()))) {
                return new CallbackOutcome(brought.get().value(), "again");
            }
        }
        return CallbackOutcome.failed(ConnectFault.STATE_USED);
    }

    private CallbackOutcome hold(Completion.Origin origin, String code, Optional<Item> begun) {
        String id = ids.next("cmp");
        Cookie cookie = new Cookie(id, Digests.random(ids.randomBytes(COOKIE_BYTES)));
        Instant validUntil = time.instant().plus(ConnectRecords.COMPLETION_LIFE);
        ObjectNode fields =
                Json.object()
                        .put("completionId", id)
                        .put("origin", origin.code())
                        .put("phase", Phase.HELD.code())
                        .put("cookieDigest", Digests.of(cookie.secret()))
                        .put("code", box.seal(Secret.of(code), Pending.sealContext(id)))
                        .put("validUntil", validUntil.toEpochMilli());
        List<Write> writes = new ArrayList<>();
        if (begun.isPresent()) {
            ObjectNode beginning = begun.get().fields();
            fields.set("personId", beginning.path("personId"));
            fields.set("accountId", beginning.path("accountId"));
            writes.add(used(begun.get().key()).set("completionId", id));
        }
        Item item =
                Item.of(ConnectRecords.COMPLETION, ConnectRecords.completion(id), fields)
                        .withDue(ConnectRecords.DUE_COMPLETIONS, validUntil)
                        .expiringAt(validUntil.plus(ConnectRecords.REMEMBERED));
        writes.add(new Write.Put(item, Condition.ABSENT));
        // State and completion change together, so that of two callbacks only one holds a code.
        if (!records.write(writes).isWritten()
                && records.get(item.type(), item.key(), Read.PLAIN).isEmpty()) {
            return CallbackOutcome.failed(ConnectFault.STATE_USED);
        }
        return new CallbackOutcome(cookie.value(), "held");
    }

    private Write.Patch used(Key state) {
        return Write.Patch.of(ConnectRecords.STATE, state)
                .set("usedAt", time.instant().toEpochMilli())
                .when(Condition.missing("usedAt"));
    }
}
