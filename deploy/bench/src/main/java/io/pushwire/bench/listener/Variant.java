// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

/// What is measured, in the order of the table.
enum Variant {
    /// The listener as it is run: 2xx when all copies have the record.
    LISTENER("listener", false),

    /// The same, and the record is flushed to the disk before.
    FLUSHED("listener, flush.messages=1", true),

    /// Bound (a): the same listener, which answers after parsing and asks no Kafka.
    WITHOUT_KAFKA("bound a: the same without Kafka", false),

    /// Bound (b): a producer alone, with as many sends in flight.
    PRODUCER("bound b: producer alone", false),

    /// The listener with a new connection for each notification.
    CONNECTING("listener, new connection each", false),

    /// Bound (a) with a new connection for each notification.
    CONNECTING_WITHOUT_KAFKA("bound a, new connection each", false);

    private final String title;
    private final boolean flushed;

    Variant(String title, boolean flushed) {
        this.title = title;
        this.flushed = flushed;
    }

    String title() {
        return title;
    }

    /// Whether the log is flushed at every record while this is measured.
    boolean flushed() {
        return flushed;
    }
}
