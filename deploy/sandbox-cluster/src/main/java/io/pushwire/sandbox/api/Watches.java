// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.http.Exchange;
import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.store.Cursor;
import io.pushwire.sandbox.store.HistoryExpiredException;

import java.util.List;
import java.util.concurrent.TimeUnit;

/// Watches: what is there, if asked for, then every change until the time is over.
final class Watches {
    private static final long LONGEST_SECONDS = 1800;

    private final Cluster cluster;

    Watches(Cluster cluster) {
        this.cluster = cluster;
    }

    /// Serves the watch to its end, on the calling thread.
    void serve(Target target, Request request, Exchange exchange) throws InterruptedException {
        var events =
                new WatchEvents(
                        target.type(),
                        Selection.of(target, request),
                        Form.of(request, cluster),
                        request.isOn("allowWatchBookmarks"));
        var revision = Numbers.of(request, "resourceVersion", 0);
        var seconds = Numbers.of(request, "timeoutSeconds", LONGEST_SECONDS);
        try {
            exchange.begin("application/json");
            var start = initial(target, request, exchange, events, revision);
            var cursor = cluster.store().follow(EventForms.storage(target.type()), start);
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            follow(cursor, exchange, events, end);
        } catch (HistoryExpiredException e) {
            if (exchange.write(
                    List.of(
                            events.error(
                                    Refusal.expired(String.valueOf(e.getMessage())).status())))) {
                exchange.end();
            }
        }
    }

    /// Sends what is there when no revision to start from is given; gives the revision that is
    /// shown then.
    private long initial(
            Target target, Request request, Exchange exchange, WatchEvents events, long revision)
            throws InterruptedException {
        var streamed = request.isOn("sendInitialEvents");
        if (revision != 0 && !streamed) {
            return revision;
        }
        if (request.query("sendInitialEvents").equals("false")) {
            return cluster.store().revision();
        }
        var listing = cluster.store().list(EventForms.storage(target.type()), target.namespace());
        var lines = events.initial(listing);
        if (streamed) {
            lines.add(events.bookmark(listing.revision(), true));
        }
        exchange.write(lines);
        return listing.revision();
    }

    private void follow(Cursor cursor, Exchange exchange, WatchEvents events, long end)
            throws InterruptedException {
        var revision = 0L;
        var open = true;
        while (open) {
            var left = end - System.nanoTime();
            if (left <= 0) {
                break;
            }
            var batch =
                    cursor.await(
                            events.bookmarks() ? Math.min(left, cluster.bookmarkNanos()) : left);
            revision = batch.revision();
            var lines = events.of(batch.changes());
            if (batch.changes().isEmpty() && events.bookmarks() && left > cluster.bookmarkNanos()) {
                lines.add(events.bookmark(revision, false));
            }
            open = lines.isEmpty() ? exchange.isOpen() : exchange.write(lines);
        }
        if (open && events.bookmarks() && revision > 0) {
            exchange.write(List.of(events.bookmark(revision, false)));
        }
        exchange.end();
    }
}
