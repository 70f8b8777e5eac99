package com.sellerkit.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;

/// What some work took, counted.
///
/// Capacity is what DynamoDB charges for on demand: a write unit for each kilobyte begun, twice in
/// a transaction, and one for each entry of an index that is written or taken away; a read unit for
/// each four kilobytes begun that are read consistently, half of one from an index.
final class Work {
    long calls;
    long keyCalls;
    long turns;
    long messages;
    long webhooks;
    long storeRequests;
    long recordsRead;
    long recordsWritten;
    long readHalves;
    long writeUnits;
    long kept;
    long cpuNanos;

    /// What has been added since an earlier moment.
    Work since(Work earlier) {
        Work difference = copy();
        difference.add(earlier, -1);
        return difference;
    }

    Work copy() {
        Work copy = new Work();
        copy.add(this, 1);
        return copy;
    }

    private void add(Work other, long sign) {
        calls += sign * other.calls;
        keyCalls += sign * other.keyCalls;
        turns += sign * other.turns;
        messages += sign * other.messages;
        webhooks += sign * other.webhooks;
        storeRequests += sign * other.storeRequests;
        recordsRead += sign * other.recordsRead;
        recordsWritten += sign * other.recordsWritten;
        readHalves += sign * other.readHalves;
        writeUnits += sign * other.writeUnits;
        kept += sign * other.kept;
        cpuNanos += sign * other.cpuNanos;
    }

    void add(Work other) {
        add(other, 1);
    }

    /// The counts, without the time, which differs from run to run.
    ObjectNode counts() {
        return Json.object()
                .put("calls", calls)
                .put("keyCalls", keyCalls)
                .put("turns", turns)
                .put("messages", messages)
                .put("webhooks", webhooks)
                .put("storeRequests", storeRequests)
                .put("recordsRead", recordsRead)
                .put("recordsWritten", recordsWritten)
                .put("readUnits", readHalves / 2.0)
                .put("writeUnits", writeUnits);
    }
}
