package com.sellerkit.sync;

import static com.sellerkit.catalog.Label.SYSTEM_OPERATIONS;
import static com.sellerkit.catalog.Label.USER_CONTENT_PRIVATE;
import static com.sellerkit.catalog.Purpose.SYNCHRONISATION;

import com.sellerkit.catalog.Field;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Retention;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Key;

/// What is held about how far a shop's data is in step.
public final class SyncRecords {
    static final RecordType.Family FAMILY = RecordType.family("sync", Table.SHOPS);

    /// How far one stream of a shop is, who works on it, and the gate for that work's writes.
    public static final RecordType STREAM_STATE =
            FAMILY.type(
                    "stream-state",
                    "{shopId}#sync | {stream}",
                    "How far one kind of the shop's data is in step with TikTok Shop.",
                    Retention.WHILE_CONNECTED,
                    operations("epoch"),
                    operations("fence"),
                    operations("holder"),
                    operations("leaseUntil"),
                    operations("wantedAt"),
                    operations("askedAt"),
                    operations("lastAttemptAt"),
                    operations("asOf"),
                    operations("watermark"),
                    operations("failures"),
                    operations("returning"),
                    operations("again"),
                    operations("reason.code"),
                    operations("reason.platformCode"),
                    operations("imported.read"),
                    operations("imported.total"),
                    operations("imported.unreadable"),
                    operations("imported.startedAt"),
                    operations("imported.finishedAt"),
                    operations("walk.by"),
                    operations("walk.from"),
                    operations("walk.before"),
                    operations("walk.token"),
                    operations("walk.boundary"),
                    operations("walk.boundaryIds"),
                    operations("walk.read"),
                    operations("walk.total"),
                    operations("walk.unreadable"),
                    operations("walk.pages"),
                    operations("walk.restarts"),
                    operations("walk.again"),
                    operations("walk.base"),
                    operations("walk.rest"),
                    operations("walk.partly"),
                    operations("walk.missing"),
                    operations("walk.mending"),
                    operations("walk.startedAt"),
                    operations("gap.by"),
                    operations("gap.from"),
                    operations("gap.before"),
                    operations("gap.attempts"),
                    operations("gap.retryAt"),
                    operations("gap.missing"),
                    operations("lately.drift.kind"),
                    operations("lately.drift.field"),
                    operations("lately.drift.times"),
                    operations("lately.drift.lastAt"),
                    operations("lately.lag.theirsMillis"),
                    operations("lately.lag.oursMillis"),
                    operations("lately.lag.at"),
                    operations("lately.overcome.code"),
                    operations("lately.overcome.times"),
                    operations("lately.overcome.at"),
                    operations("lately.calm"));

    /// That a notification had its effect.
    public static final RecordType NOTIFICATION =
            FAMILY.type(
                    "notification",
                    "{shopId}#notice | {notificationId}",
                    "That a notification of TikTok Shop was acted upon, so that its repetitions do nothing.",
                    Retention.forTime(NotificationInbox.MEMORY),
                    operations("handledAt"));

    /// Something that is still to be read because something else said so.
    public static final RecordType FOLLOW_UP =
            FAMILY.type(
                    "follow-up",
                    "{shopId}#next | {stream} # {urgency} # {id}",
                    "That something of the shop is still to be read from TikTok Shop.",
                    Retention.WHILE_CONNECTED,
                    operations("wanted"));

    /// Something that is still to be read and that the platform refuses.
    public static final RecordType SET_APART =
            FAMILY.type(
                    "set-apart",
                    "{shopId}#apart | {stream} # {id}",
                    "That TikTok Shop refused to let something of the shop be read, and when it is tried again.",
                    Retention.WHILE_CONNECTED,
                    operations("wanted"),
                    operations("refusals"),
                    operations("code"),
                    operations("since"),
                    operations("tryAt"));

    /// What the platform sent, for a while.
    public static final RecordType ORIGINAL =
            FAMILY.type(
                    "original",
                    "{shopId}#original | {stream} # {sentAt} # {part}",
                    "What TikTok Shop sent of new or changed records, to derive them anew after a mistake of ours was mended; %d days at most, fewer as set."
                            .formatted(OriginalPages.TIME_MAX.toDays()),
                    Retention.forTime(OriginalPages.TIME_MAX),
                    operations("sentAt"),
                    operations("records"),
                    Field.buyer("body", USER_CONTENT_PRIVATE, SYNCHRONISATION));

    /// The ids that a walk under way has found.
    public static final RecordType SWEEP =
            FAMILY.type(
                    "sweep",
                    "{shopId}#sweep | {stream} # {walk} # {page}",
                    "The ids that a walk through a whole list has found so far, to tell what vanished.",
                    Retention.forTime(Sweeps.MEMORY),
                    operations("ids"));

    /// That a kind of a shop's data was compared with the platform, day by day.
    public static final RecordType CERTIFICATE =
            FAMILY.type(
                    "certificate",
                    "{shopId}#certificate | {stream} # {day}",
                    "That the shop's data of a day was compared with TikTok Shop, and what it came to.",
                    Retention.WHILE_CONNECTED,
                    operations("platform"),
                    operations("stored"),
                    operations("vanished"),
                    operations("announced"),
                    operations("held"),
                    operations("checkedAt"),
                    operations("differsSince"));

    /// That a webhook announced a record as new or changed.
    public static final RecordType ANNOUNCEMENT =
            FAMILY.type(
                    "announcement",
                    "{shopId}#announced | {stream} # {day} # {id}",
                    "That TikTok Shop announced a record as new or changed, to see whether it is kept so.",
                    Retention.forTime(Announcements.MEMORY),
                    operations("at"),
                    operations("read"));

    private SyncRecords() {}

    static Key key(ShopId shop, String stream) {
        return new Key(partition(shop), stream);
    }

    static String partition(ShopId shop) {
        return shop + "#sync";
    }

    private static Field operations(String path) {
        return Field.plain(path, SYSTEM_OPERATIONS, SYNCHRONISATION);
    }
}
