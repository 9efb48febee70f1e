// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.MDC;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The trace that an event belongs to: handed on to its outcomes, and named in the log.
/// https://www.w3.org/TR/trace-context/#traceparent-header
final class TraceParent {

    static final String HEADER = "traceparent";

    /// Its name in a line of log.
    static final String TRACE = "trace";

    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private TraceParent() {}

    /// Work that may be interrupted.
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /// Does the work as a part of the trace that the headers name; one that nobody can read is
    /// none.
    static void of(Headers headers, Work work) throws InterruptedException {
        Optional<Matcher> named = read(headers);
        if (named.isEmpty()) {
            work.run();
            return;
        }
        String traceparent = named.get().group();
        try (var _ = MDC.putCloseable(TRACE, named.get().group(1))) {
            ScopedValue.where(CURRENT, traceparent)
                    .call(() -> {
                        work.run();
                        return true;
                    });
        }
    }

    /// Hands the present trace on, if there is one.
    static void writeTo(Headers headers) {
        if (CURRENT.isBound()) {
            headers.remove(HEADER).add(HEADER, CURRENT.get().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Optional<Matcher> read(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return Optional.ofNullable(header)
                .map(Header::value)
                .map(value -> FORM.matcher(new String(value, StandardCharsets.UTF_8)))
                .filter(Matcher::matches);
    }
}
