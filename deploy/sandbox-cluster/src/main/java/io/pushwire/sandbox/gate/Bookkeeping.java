// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.gate;

import io.pushwire.sandbox.fault.Call;
import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.journal.Entry;
import io.pushwire.sandbox.journal.Journal;
import io.pushwire.sandbox.json.MalformedJsonException;
import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.json.YamlText;

import java.time.Clock;
import java.time.Instant;
import java.util.NoSuchElementException;
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

    Page open(Request request, Optional<ApiPath> path, Call call) {
        if (READING.contains(request.method())
                || path.isEmpty()
                || path.get().plural().endsWith("reviews")) {
            return (_, _) -> {};
        }
        var received = clock.instant();
        return (code, applied) ->
                journal.add(entry(received, request, path.get(), call, code, applied));
    }

    private Entry entry(
            Instant received, Request request, ApiPath path, Call call, int code, boolean applied) {
        var dryRun = !request.query("dryRun").isEmpty();
        var body = request.body().text();
        return new Entry(
                0,
                received,
                clock.instant(),
                request.method(),
                call.verb(),
                path.apiVersion(),
                call.resource(),
                path.namespace(),
                path.isCollection() ? name(request) : path.name(),
                request.query("fieldManager"),
                request.header("user-agent"),
                request.contentType(),
                code,
                applied && !dryRun,
                dryRun,
                body.length() > LONGEST_BODY ? body.substring(0, LONGEST_BODY) + "…" : body);
    }

    /// The name that the body gives, if it can be read at all.
    private static String name(Request request) {
        try {
            var body = request.body().text();
            var object =
                    request.contentType().equals("application/yaml")
                            ? YamlText.objects(body).getFirst()
                            : Trees.object(body);
            return Trees.text(object, "metadata", "name");
        } catch (MalformedJsonException | NoSuchElementException e) {
            return "";
        }
    }
}
