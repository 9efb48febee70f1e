// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import java.util.List;
import java.util.Locale;

/// Tells from outside whether a watch lives: how often it had to begin anew and why, and how long
/// ago the API server last said anything on it, bookmarks included.
final class WatchLife {

    private static final double NANOS = 1e9;

    private final MeterRegistry meters;
    private final Tags tags;
    private volatile long heardAt;
    private volatile boolean heard;

    /// @param kind of the watched objects
    /// @param namespace the only one that is watched, or empty
    WatchLife(MeterRegistry meters, String kind, String namespace) {
        this.meters = meters;
        this.tags = Tags.of("kind", kind, "namespace", namespace);
        Gauge.builder("pushwire.watch.silence", this, WatchLife::silence)
                .description("time since the API server last said anything on the watch")
                .baseUnit("seconds")
                .tags(tags)
                .strongReference(true)
                .register(meters);
        // What begins with 1 never rises in a query.
        List.of(Reason.values()).forEach(reason -> restarted(reason).increment(0));
    }

    /// Why a watch is begun anew.
    enum Reason {
        /// The server ended it after its time.
        ENDED,
        /// What it should go on from is too old (410); everything is listed again.
        EXPIRED,
        /// Nothing came for longer than the server may be silent.
        SILENT,
        /// The connection broke.
        CUT,
        /// The server refused it.
        REFUSED,
        /// What came could not be read.
        UNREADABLE
    }

    void heard() {
        heardAt = System.nanoTime();
        heard = true;
    }

    void restarts(Reason reason) {
        restarted(reason).increment();
    }

    private Counter restarted(Reason reason) {
        return meters.counter(
                "pushwire.watch.restarts",
                tags.and("reason", reason.name().toLowerCase(Locale.ROOT)));
    }

    /// NaN where nothing was ever heard: a kind that the cluster does not serve is not silent.
    private double silence() {
        return heard ? (System.nanoTime() - heardAt) / NANOS : Double.NaN;
    }
}
