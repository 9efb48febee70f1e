// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.fault.Call;
import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.journal.Entry;
import io.pushwire.sandbox.journal.Journal;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/// Writes into the journal what became of each write.
final class Bookkeeping {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LONGEST_BODY = 16 << 10;

    private final Journal journal;
    private final Clock clock;

    Bookkeeping(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// One request's place in the journal.
    @FunctionalInterface
    interface Page {
        void close(int code, boolean applied);

        default void answered(int code) {
            close(code, code < 300);
        }

        /// It was not answered at all.
        default void lost(boolean applied) {
            close(0, applied);
        }
    }

    Page open(Request request, Optional<Target> target, Call call) {
        if (READING.contains(request.method()) || target.isEmpty()) {
            return (_, _) -> {};
        }
        return (code, applied) -> journal.add(entry(request, target.get(), call, code, applied));
    }

    private Entry entry(Request request, Target target, Call call, int code, boolean applied) {
        var dryRun = !request.query("dryRun").isEmpty();
        var body = request.body();
        return new Entry(
                0,
                clock.instant(),
                request.method(),
                call.verb(),
                target.type().apiVersion(),
                call.resource(),
                target.namespace(),
                target.name().isEmpty() ? Bodies.name(request) : target.name(),
                request.query("fieldManager"),
                request.header("user-agent"),
                request.contentType(),
                code,
                applied && !dryRun,
                dryRun,
                body.length() > LONGEST_BODY ? body.substring(0, LONGEST_BODY) + "…" : body);
    }
}
