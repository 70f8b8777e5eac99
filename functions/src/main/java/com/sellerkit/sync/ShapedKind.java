package com.sellerkit.sync;

import static com.sellerkit.catalog.Label.SYSTEM_OPERATIONS;
import static com.sellerkit.catalog.Purpose.SYNCHRONISATION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.Field;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Retention;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Index;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.tiktok.Drift;
import com.sellerkit.tiktok.ListPage;
import com.sellerkit.tiktok.Original;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A kind of record that is kept as its shape says: its record type in the catalog, and how one is
/// made from what the platform sends.
final class ShapedKind implements Stream.Mapper<Shaped> {
    private static final Pattern ID =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_.:#-]{0,198}[A-Za-z0-9_.:-])?");
    private static final Pattern NAMED_IN_KEY = Pattern.compile("\\{(\\w+)}");
    private static final int SHOWN_ID_LENGTH_MAX = 40;

    private final RecordType type;
    private final Shape shape;
    private final Function<ObjectNode, String> id;
    private final Optional<String> created;
    private final Optional<String> updated;
    private final FollowUps followUps;
    private final List<String> idFields;

    private ShapedKind(
            RecordType type,
            Shape shape,
            Function<ObjectNode, String> id,
            Optional<String> created,
            Optional<String> updated,
            FollowUps followUps) {
        this.type = type;
        this.shape = shape;
        this.id = id;
        this.created = created;
        this.updated = updated;
        this.followUps = followUps;
        // What is said of the key behind the shop's part of it.
        String named = type.keptAs().substring(type.keptAs().indexOf('|'));
        this.idFields = NAMED_IN_KEY.matcher(named).results().map(found -> found.group(1)).toList();
    }

    /// What has to be read because a record is new or changed.
    interface FollowUps {
        /// The ids to ask for, by stream.
        List<FollowUp.Wish> of(ObjectNode kept);
    }

    /// A kind whose records are named by one of their fields.
    ///
    /// @param name the kind, such as `product`
    /// @param description what it is, in one sentence
    /// @param idField the kept field that names it
    static ShapedKind of(String name, String description, Shape shape, String idField) {
        return named(
                name,
                description,
                "{%s}".formatted(idField),
                shape,
                kept -> kept.path(idField).asText());
    }

    /// A kind whose records are named by several of their fields.
    ///
    /// @param key what the name is made of, for the data map
    /// @param id the name, made from what is kept; empty if that cannot be told
    static ShapedKind named(
            String name,
            String description,
            String key,
            Shape shape,
            Function<ObjectNode, String> id) {
        List<Field> fields = new ArrayList<>(shape.fields());
        for (String own : List.of("version", "fingerprint", "goneAt")) {
            fields.add(Field.plain(own, SYSTEM_OPERATIONS, SYNCHRONISATION));
        }
        RecordType type =
                new RecordType(
                        name,
                        "sync",
                        Table.SHOPS,
                        "{shopId}#%s | %s".formatted(name, key),
                        description,
                        Retention.WHILE_CONNECTED,
                        fields);
        return new ShapedKind(type, shape, id, Optional.empty(), Optional.empty(), _ -> List.of());
    }

    /// The same kind, whose records say in a kept field when they were created.
    ShapedKind createdAt(String field) {
        return new ShapedKind(type, shape, id, Optional.of(field), updated, followUps);
    }

    /// The same kind, whose records say in a kept field when they were last moved.
    ShapedKind updatedAt(String field) {
        return new ShapedKind(type, shape, id, created, Optional.of(field), followUps);
    }

    /// The same kind, each new or changed record of which asks for more to be read.
    ShapedKind followedBy(FollowUps wishes) {
        return new ShapedKind(type, shape, id, created, updated, wishes);
    }

    RecordType type() {
        return type;
    }

    static String partition(ShopId shop, RecordType type) {
        return shop + "#" + type.name();
    }

    Key key(ShopId shop, String recordId) {
        return new Key(partition(shop, type), recordId);
    }

    /// Reads a page for what is kept of it.
    StreamPage<Shaped> page(ListPage page) {
        return page(page.records(), page.nextPageToken(), page.totalCount());
    }

    StreamPage<Shaped> page(List<JsonNode> records, String nextToken, long total) {
        Drift.Counter drift = new Drift.Counter();
        List<Shaped> read = new ArrayList<>(records.size());
        List<String> unreadable = new ArrayList<>();
        List<Original> originals = new ArrayList<>(records.size());
        for (JsonNode record : records) {
            try {
                Shaped one = read(record, drift);
                read.add(one);
                originals.add(Original.of(one.id(), record));
            } catch (Shape.Unreadable e) {
                unreadable.add(shown(record));
                originals.add(Original.of("", record));
            }
        }
        return new StreamPage<>(read, unreadable, nextToken, total, drift.drift()).as(originals);
    }

    private Shaped read(JsonNode record, Drift.Counter drift) throws Shape.Unreadable {
        if (!(record instanceof ObjectNode source)) {
            drift.count(Drift.Kind.RETYPED, type.name().replace('-', '_'));
            throw new Shape.Unreadable(type.name(), "no object");
        }
        ObjectNode kept = shape.read(source, drift);
        for (String field : idFields) {
            if (!kept.has(field) && shape.says(source, field)) {
                // By what is left of its name, it would be kept as something else.
                throw new Shape.Unreadable(field, "part of its id, and of another type");
            }
        }
        String name = id.apply(kept);
        if (!ID.matcher(name).matches()) {
            drift.count(Drift.Kind.MISSING, "id");
            throw new Shape.Unreadable("id", "missing or no id");
        }
        return new Shaped(name, moment(kept, created, drift), moment(kept, updated, drift), kept);
    }

    private static Instant moment(ObjectNode kept, Optional<String> field, Drift.Counter drift)
            throws Shape.Unreadable {
        if (field.isEmpty()) {
            return Instant.EPOCH;
        }
        long seconds = kept.path(field.get()).asLong();
        if (seconds <= 0) {
            drift.count(Drift.Kind.MISSING, field.get().toLowerCase(Locale.ROOT));
            throw new Shape.Unreadable(field.get(), "missing");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static String shown(JsonNode record) {
        String shown = record.path("id").asText("");
        return shown.length() <= SHOWN_ID_LENGTH_MAX && ID.matcher(shown).matches() ? shown : "";
    }

    @Override
    public StreamPage<Shaped> reread(byte[] originals) {
        List<JsonNode> records = new ArrayList<>();
        Json.parse(originals).forEach(records::add);
        return page(records, "", -1);
    }

    @Override
    public String id(Shaped record) {
        return record.id();
    }

    @Override
    public Instant createdAt(Shaped record) {
        return record.createdAt();
    }

    @Override
    public Instant updatedAt(Shaped record) {
        return record.updatedAt();
    }

    @Override
    public boolean tellsUpdates() {
        return updated.isPresent();
    }

    @Override
    public Item item(ShopId shop, Shaped record) {
        String partition = partition(shop, type);
        String sort = OrderRecords.sortKey(record.createdAt().getEpochSecond(), record.id());
        Item item =
                Item.of(type, new Key(partition, record.id()), record.kept().deepCopy())
                        .in(Index.INDEX1, partition, sort);
        return type.needsShop() ? item.ofShop(shop) : item;
    }

    @Override
    public List<FollowUp.Wish> followUps(ObjectNode kept, Source source) {
        return followUps.of(kept);
    }
}
