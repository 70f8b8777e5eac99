package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Due;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Write;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far one stream of a shop is, who works on it, and when it is wanted again.
///
/// Whoever changes it, other than by moving its due time, raises the fence. So the one who raised
/// it last may write, and everyone who holds an older fence is refused.
///
/// @param epoch the shop's epoch that this state belongs to
/// @param fence the fencing token
/// @param holder names the run that raised the fence last; empty if nobody works on it
/// @param leaseUntil until when the holder is left alone
/// @param wantedAt from when on a worker should work on it
/// @param dueAt when the planner looks at it; absent if nobody should
/// @param askedAt when a person last asked for it
/// @param lastAttemptAt when a worker last began
/// @param asOf the moment whose state of the platform is stored
/// @param watermark the moment before which all changes are stored
/// @param failures how many attempts failed since one succeeded
/// @param trouble why it is not in step, if it is not
/// @param walk the walk that is under way
/// @param imported the first walk, once it is done
/// @param returning whether the shop was connected anew, and the changes since before are still to
///   be read
/// @param lately what it has met with lately
/// @param gap what was not whole, and is walked again
/// @param again whether it is to be read once more when the walk that is under way is done, since
///   something may have changed behind it
@RecordBuilder
record StreamState(
        ShopId shop,
        String stream,
        long epoch,
        long fence,
        String holder,
        Instant leaseUntil,
        Instant wantedAt,
        Optional<Instant> dueAt,
        Optional<Instant> askedAt,
        Optional<Instant> lastAttemptAt,
        Optional<Instant> asOf,
        Optional<Instant> watermark,
        int failures,
        Optional<Trouble> trouble,
        Optional<Walk> walk,
        Optional<Imported> imported,
        boolean returning,
        Lately lately,
        Optional<Gap> gap,
        boolean again)
        implements StreamStateBuilder.With {
    static final int SHARDS = 8;

    static StreamState fresh(
            ShopId shop, String stream, long epoch, long fence, Instant now, Instant due) {
        return new StreamState(
                shop,
                stream,
                epoch,
                fence,
                "",
                Instant.EPOCH,
                now,
                Optional.of(due),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Lately.NOTHING,
                Optional.empty(),
                false);
    }

    /// A stream of a disconnected shop that nobody ever read.
    static StreamState shut(ShopId shop, String stream, long epoch) {
        return fresh(shop, stream, epoch, 1, Instant.EPOCH, Instant.EPOCH)
                .troubled(Trouble.of(Trouble.Code.DISCONNECTED))
                .released(Instant.EPOCH, Optional.empty());
    }

    Key key() {
        return SyncRecords.key(shop, stream);
    }

    boolean isHeld(Instant now) {
        return leaseUntil.isAfter(now);
    }

    /// When the next walk may begin at the earliest.
    ///
    /// @param least how long a walk that began lets no other begin
    Instant earliest(Duration least, Instant now) {
        return lastAttemptAt.map(at -> at.plus(least)).filter(now::isBefore).orElse(now);
    }

    SyncMessage message() {
        SyncMessage.Lane lane =
                imported.isPresent() ? Streams.lane(stream) : SyncMessage.Lane.BACKFILL;
        return new SyncMessage(shop, stream, lane, epoch);
    }

    static String shard(int number) {
        return "sync#" + number;
    }

    /// Whether a run works on it, or did and never came back.
    boolean isTaken() {
        return !holder.isEmpty();
    }

    /// True as long as nobody raised the fence since this state was read.
    Condition gate() {
        return Condition.all(Condition.equal("fence", fence), Condition.equal("epoch", epoch));
    }

    /// True as long as, besides, nobody asked for one more walk. What replaces the whole state
    /// needs it, as it would forget that.
    Condition unchanged() {
        return Condition.all(
                gate(), again ? Condition.equal("again", true) : Condition.missing("again"));
    }

    /// Stores this state under a condition.
    Write.Put putIf(Condition condition) {
        return new Write.Put(toItem(), condition);
    }

    StreamState heldBy(String run, Instant until, Instant now) {
        return with().fence(fence + 1)
                .holder(run)
                .leaseUntil(until)
                // A holder that dies is found by the planner once its lease is over.
                .dueAt(Optional.of(until))
                .lastAttemptAt(Optional.of(now))
                // A walk that is yet to begin sees everything.
                .again(again && walk.isPresent())
                .build();
    }

    /// Nobody works on it until it is wanted again.
    StreamState released(Instant wanted, Optional<Instant> due) {
        return unheld().wantedAt(wanted).dueAt(due).build();
    }

    /// Wanted then, whoever may be at work on it, and no longer calm.
    StreamState woken(Instant now, Instant due, Optional<Instant> asked) {
        return unheld().fence(fence + 1)
                .wantedAt(now)
                .dueAt(Optional.of(due))
                .askedAt(asked.or(() -> askedAt))
                .lately(lately.stirred())
                .gap(asked.isPresent() ? gap.map(left -> left.asked(now)) : gap)
                .again(again && walk.isPresent())
                .build();
    }

    /// Connected anew: goes on with the changes since it was in step last.
    StreamState returned(long newEpoch, Instant now, Instant due) {
        return unheld().epoch(newEpoch)
                .fence(fence + 1)
                .wantedAt(now)
                .dueAt(Optional.of(due))
                .failures(0)
                .trouble(Optional.empty())
                .walk(newEpoch == epoch ? walk : Optional.empty())
                .returning(imported.isPresent())
                .again(newEpoch == epoch && again && walk.isPresent())
                .build();
    }

    private StreamStateBuilder unheld() {
        return with().holder("").leaseUntil(Instant.EPOCH);
    }

    StreamState walking(Walk next) {
        return untroubled().walk(Optional.of(next)).build();
    }

    /// The first walk is done: everything created before it began is stored.
    StreamState imported(Walk done, Instant now) {
        Imported result =
                new Imported(done.read(), done.total(), done.unreadable(), done.startedAt(), now);
        Instant began = Walks.second(done.startedAt());
        return inStepAt(began).imported(Optional.of(result)).build();
    }

    /// A walk through the changes is done: everything changed before its end is stored.
    StreamState inStep(Walk done) {
        return inStepAt(done.window().before()).build();
    }

    /// A walk through what was not whole is done; all else stays as it was.
    StreamState mended() {
        return walked().build();
    }

    StreamState troubled(Trouble reason) {
        return with().failures(failures + 1)
                .trouble(Optional.of(reason))
                .again(again && walk.isPresent())
                .build();
    }

    private StreamStateBuilder inStepAt(Instant moment) {
        return walked().asOf(Optional.of(moment)).watermark(Optional.of(moment)).returning(false);
    }

    private StreamStateBuilder walked() {
        return untroubled().walk(Optional.empty()).again(false);
    }

    private StreamStateBuilder untroubled() {
        return with().failures(0).trouble(Optional.empty()).lately(overcome());
    }

    /// What it has met with, once the trouble it is in has passed.
    private Lately overcome() {
        return trouble.filter(reason -> reason.code().passes())
                .map(reason ->
                        lately.past(
                                new Lately.Overcome(
                                        reason.code(),
                                        Math.max(1, failures),
                                        lastAttemptAt.orElse(wantedAt))))
                .orElse(lately);
    }

    /// The same, with what is left to be walked again behind a walk.
    StreamState leaving(Optional<Gap> left) {
        return with().imported(
                        gap.isPresent() && left.isEmpty()
                                ? imported.map(Imported::readable)
                                : imported)
                .gap(left)
                .build();
    }

    StreamState having(Lately met) {
        return withLately(met);
    }

    /// The same, to be read once more although a walk is under way or just done: at once where it
    /// rests, else when that walk is done, or is tried again from its beginning.
    StreamState askedAgain(Instant now) {
        if (walk.isEmpty()) {
            return trouble.isPresent() ? this : released(now, Optional.of(now));
        }
        return withAgain(true);
    }

    Due due(Instant at) {
        return new Due(shard(shardOf(shop, stream)), at);
    }

    /// Which part of what is due a stream of a shop is found in, from 0.
    static int shardOf(ShopId shop, String stream) {
        return Math.floorMod((shop.value() + "#" + stream).hashCode(), SHARDS);
    }

    private Item toItem() {
        ObjectNode fields =
                Json.object()
                        .put("epoch", epoch)
                        .put("fence", fence)
                        .put("holder", holder)
                        .put("leaseUntil", leaseUntil.toEpochMilli())
                        .put("wantedAt", wantedAt.toEpochMilli())
                        .put("failures", failures);
        put(fields, "askedAt", askedAt);
        put(fields, "lastAttemptAt", lastAttemptAt);
        put(fields, "asOf", asOf);
        put(fields, "watermark", watermark);
        trouble.ifPresent(reason -> fields.setAll(written(reason)));
        walk.ifPresent(walking -> fields.set("walk", walking.toJson()));
        imported.ifPresent(done -> fields.set("imported", done.toJson()));
        if (returning) {
            fields.put("returning", true);
        }
        if (!lately.equals(Lately.NOTHING)) {
            fields.set("lately", lately.toJson());
        }
        gap.ifPresent(open -> fields.set("gap", open.toJson()));
        if (again) {
            fields.put("again", true);
        }
        Item item = Item.of(SyncRecords.STREAM_STATE, key(), fields);
        return dueAt.map(this::due)
                .map(due -> item.withDue(due.partition(), due.at()))
                .orElse(item);
    }

    /// The field that says why a stream is not in step.
    static ObjectNode written(Trouble trouble) {
        ObjectNode fields = Json.object();
        ObjectNode reason = fields.putObject("reason").put("code", trouble.code().wireName());
        trouble.platformCode().ifPresent(code -> reason.put("platformCode", code));
        return fields;
    }

    static StreamState parse(Item item) {
        String partition = item.key().partition();
        JsonNode fields = item.fields();
        return new StreamState(
                new ShopId(partition.substring(0, partition.indexOf('#'))),
                item.key().sort(),
                fields.path("epoch").asLong(),
                fields.path("fence").asLong(),
                fields.path("holder").asText(),
                Instant.ofEpochMilli(fields.path("leaseUntil").asLong()),
                Instant.ofEpochMilli(fields.path("wantedAt").asLong()),
                item.due().map(Due::at),
                moment(fields, "askedAt"),
                moment(fields, "lastAttemptAt"),
                moment(fields, "asOf"),
                moment(fields, "watermark"),
                fields.path("failures").asInt(),
                fields.has("reason")
                        ? Optional.of(trouble(fields.path("reason")))
                        : Optional.empty(),
                fields.has("walk")
                        ? Optional.of(Walk.parse(fields.path("walk")))
                        : Optional.empty(),
                fields.has("imported")
                        ? Optional.of(Imported.parse(fields.path("imported")))
                        : Optional.empty(),
                fields.path("returning").asBoolean(),
                Lately.parse(fields.path("lately")),
                fields.has("gap") ? Optional.of(Gap.parse(fields.path("gap"))) : Optional.empty(),
                fields.path("again").asBoolean());
    }

    private static Trouble trouble(JsonNode reason) {
        Trouble.Code code = Trouble.Code.of(reason.path("code").asText());
        return reason.has("platformCode")
                ? Trouble.of(code, reason.path("platformCode").asLong())
                : Trouble.of(code);
    }

    private static void put(ObjectNode fields, String name, Optional<Instant> moment) {
        moment.ifPresent(at -> fields.put(name, at.toEpochMilli()));
    }

    private static Optional<Instant> moment(JsonNode fields, String name) {
        return fields.has(name)
                ? Optional.of(Instant.ofEpochMilli(fields.path(name).asLong()))
                : Optional.empty();
    }
}
