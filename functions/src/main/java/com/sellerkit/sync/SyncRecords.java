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
import java.util.ArrayList;
import java.util.List;

/// What is held about how far a shop's data is in step.
public final class SyncRecords {
    /// How far one stream of a shop is, who works on it, and the gate for that work's writes.
    public static final RecordType STREAM_STATE =
            new RecordType(
                    "stream-state",
                    "sync",
                    Table.SHOPS,
                    "{shopId}#sync | {stream}",
                    "How far one kind of the shop's data is in step with TikTok Shop.",
                    Retention.WHILE_CONNECTED,
                    fields());

    /// That a notification had its effect.
    public static final RecordType NOTIFICATION =
            RecordType.of(
                    "notification",
                    "sync",
                    Table.SHOPS,
                    "{shopId}#notice | {notificationId}",
                    "That a notification of TikTok Shop was acted upon, so that its repetitions do nothing.",
                    Retention.forTime(NotificationInbox.MEMORY),
                    Field.plain("handledAt", SYSTEM_OPERATIONS, SYNCHRONISATION));

    /// Something that is still to be read because something else said so.
    public static final RecordType FOLLOW_UP =
            RecordType.of(
                    "follow-up",
                    "sync",
                    Table.SHOPS,
                    "{shopId}#next | {stream} # {urgency} # {id}",
                    "That something of the shop is still to be read from TikTok Shop.",
                    Retention.WHILE_CONNECTED,
                    Field.plain("wanted", SYSTEM_OPERATIONS, SYNCHRONISATION));

    /// Something that is still to be read and that the platform refuses.
    public static final RecordType SET_APART =
            RecordType.of(
                    "set-apart",
                    "sync",
                    Table.SHOPS,
                    "{shopId}#apart | {stream} # {id}",
                    "That TikTok Shop refused to let something of the shop be read, and when it is tried again.",
                    Retention.WHILE_CONNECTED,
                    Field.plain("wanted", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("refusals", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("code", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("since", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("tryAt", SYSTEM_OPERATIONS, SYNCHRONISATION));

    /// What the platform sent, for a while.
    public static final RecordType ORIGINAL =
            RecordType.of(
                    "original",
                    "sync",
                    Table.SHOPS,
                    "{shopId}#original | {stream} # {sentAt} # {part}",
                    "What TikTok Shop sent of new or changed records, to derive them anew after a mistake of ours was mended; %d days at most, fewer as set."
                            .formatted(OriginalPages.TIME_MAX.toDays()),
                    Retention.forTime(OriginalPages.TIME_MAX),
                    Field.plain("sentAt", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("records", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.buyer("body", USER_CONTENT_PRIVATE, SYNCHRONISATION));

    /// The ids that a walk under way has found.
    public static final RecordType SWEEP =
            RecordType.of(
                    "sweep",
                    "sync",
                    Table.SHOPS,
                    "{shopId}#sweep | {stream} # {walk} # {page}",
                    "The ids that a walk through a whole list has found so far, to tell what vanished.",
                    Retention.forTime(Sweeps.MEMORY),
                    Field.plain("ids", SYSTEM_OPERATIONS, SYNCHRONISATION));

    /// That a kind of a shop's data was compared with the platform, day by day.
    public static final RecordType CERTIFICATE =
            RecordType.of(
                    "certificate",
                    "sync",
                    Table.SHOPS,
                    "{shopId}#certificate | {stream} # {day}",
                    "That the shop's data of a day was compared with TikTok Shop, and what it came to.",
                    Retention.WHILE_CONNECTED,
                    Field.plain("platform", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("stored", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("vanished", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("announced", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("held", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("checkedAt", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("differsSince", SYSTEM_OPERATIONS, SYNCHRONISATION));

    /// That a webhook announced a record as new or changed.
    public static final RecordType ANNOUNCEMENT =
            RecordType.of(
                    "announcement",
                    "sync",
                    Table.SHOPS,
                    "{shopId}#announced | {stream} # {day} # {id}",
                    "That TikTok Shop announced a record as new or changed, to see whether it is kept so.",
                    Retention.forTime(Announcements.MEMORY),
                    Field.plain("at", SYSTEM_OPERATIONS, SYNCHRONISATION),
                    Field.plain("read", SYSTEM_OPERATIONS, SYNCHRONISATION));

    private SyncRecords() {}

    static Key key(ShopId shop, String stream) {
        return new Key(partition(shop), stream);
    }

    static String partition(ShopId shop) {
        return shop + "#sync";
    }

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (String path :
                List.of(
                        "epoch",
                        "fence",
                        "holder",
                        "leaseUntil",
                        "wantedAt",
                        "askedAt",
                        "lastAttemptAt",
                        "asOf",
                        "watermark",
                        "failures",
                        "returning",
                        "again",
                        "reason.code",
                        "reason.platformCode",
                        "imported.read",
                        "imported.total",
                        "imported.unreadable",
                        "imported.startedAt",
                        "imported.finishedAt",
                        "walk.by",
                        "walk.from",
                        "walk.before",
                        "walk.token",
                        "walk.boundary",
                        "walk.boundaryIds",
                        "walk.read",
                        "walk.total",
                        "walk.unreadable",
                        "walk.pages",
                        "walk.restarts",
                        "walk.again",
                        "walk.base",
                        "walk.rest",
                        "walk.partly",
                        "walk.missing",
                        "walk.mending",
                        "walk.startedAt",
                        "gap.by",
                        "gap.from",
                        "gap.before",
                        "gap.attempts",
                        "gap.retryAt",
                        "gap.missing",
                        "lately.drift.kind",
                        "lately.drift.field",
                        "lately.drift.times",
                        "lately.drift.lastAt",
                        "lately.lag.theirsMillis",
                        "lately.lag.oursMillis",
                        "lately.lag.at",
                        "lately.overcome.code",
                        "lately.overcome.times",
                        "lately.overcome.at",
                        "lately.calm")) {
            fields.add(Field.plain(path, SYSTEM_OPERATIONS, SYNCHRONISATION));
        }
        return fields;
    }
}
