package com.sellerkit.store;

import java.util.List;

/// Where a query looks.
public enum Index {
    /// The table itself, consistently.
    TABLE("pk", "sk"),
    /// The first index, a moment behind the table; the records themselves are as they are now.
    INDEX1("g1pk", "g1sk"),
    /// The second index, as the first.
    INDEX2("g2pk", "g2sk"),
    /// The third index, as the first.
    INDEX3("g3pk", "g3sk"),
    /// The fourth index, as the first.
    INDEX4("g4pk", "g4sk"),
    /// The records that want to be looked at, earliest first; keys and due time only.
    DUE("duePk", "dueAt");

    /// Those in which a record stands where it was put.
    static final List<Index> LISTS = List.of(INDEX1, INDEX2, INDEX3, INDEX4);

    private final String partition;
    private final String sort;

    Index(String partition, String sort) {
        this.partition = partition;
        this.sort = sort;
    }

    /// The attribute with the partition.
    String partition() {
        return partition;
    }

    /// The attribute that it is sorted by.
    String sort() {
        return sort;
    }

    boolean isList() {
        return LISTS.contains(this);
    }
}
