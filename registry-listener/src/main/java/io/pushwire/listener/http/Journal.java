// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwire.listener.authenticity.Verdict;
import io.pushwire.listener.reception.Receipt;
import io.pushwire.listener.reception.Refusal;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.source.Sources;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Log and metrics of what became of requests: one line for each. Names of sources, images and
/// reasons of our own go in; headers, paths and text of bodies never do.
@Singleton
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final String LINE = "notification";
    private static final String NONE = "none";

    private final MeterRegistry meters;

    private final InstantSource clock;
    private final Map<String, AtomicLong> lastEvents = new ConcurrentHashMap<>();

    /// What somebody should look at is there from the start: a counter that begins with 1 never
    /// rises in a query.
    Journal(MeterRegistry meters, Clock clock, Sources sources) {
        this.meters = meters;
        this.clock = clock;
        sources.names().stream()
                .map(sources::named)
                .flatMap(Optional::stream)
                .forEach(this::announce);
        count("unknown", NONE, "not-found", NONE, 0);
    }

    private void announce(Source source) {
        for (String result : List.of("accepted", "unreadable", "rejected", "unavailable")) {
            count(source, result, NONE, 0);
        }
        for (Verdict verdict : List.of(Verdict.MISSING, Verdict.WRONG)) {
            count(source, "unauthorized", label(verdict), 0);
        }
        for (Refusal.Reason reason : Refusal.Reason.values()) {
            count(source, "refused", reason.label(), 0);
        }
    }

    private static String label(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /// @param began when the request did, by `System.nanoTime`
    void received(Source source, Receipt receipt, long began) {
        switch (receipt) {
            case Receipt.Accepted(var entries, var rest) -> {
                entries.forEach(entry -> accepted(source, entry));
                left(source, rest);
                withCounts(line(Level.INFO, source.name(), "accepted", began), rest)
                        .addKeyValue("accepted", entries.size())
                        .addKeyValue("image", entries.getFirst().event().image())
                        .log(LINE);
            }
            case Receipt.NothingToDo(var rest) -> {
                left(source, rest);
                Level level = rest.refusals().isEmpty() ? Level.INFO : Level.WARN;
                String result = rest.refusals().isEmpty() ? "ignored" : "refused";
                withCounts(line(level, source.name(), result, began), rest).log(LINE);
            }
            case Receipt.Unreadable(String reason, boolean deadLetter) -> {
                count(source, "unreadable", NONE, 1);
                line(Level.WARN, source.name(), "unreadable", began)
                        .addKeyValue("reason", reason)
                        .addKeyValue("deadLetter", deadLetter)
                        .log(LINE);
            }
            case Receipt.Rejected(String reason, boolean _, var rest) -> {
                count(source, "rejected", NONE, 1);
                left(source, rest);
                withCounts(line(Level.INFO, source.name(), "rejected", began), rest)
                        .addKeyValue("reason", reason)
                        .log(LINE);
            }
            case Receipt.Replied _ -> asked(source, began);
            case Receipt.NotGenuine(var verdict) -> notGenuine(source, verdict, began);
            case Receipt.Unavailable(String reason) -> {
                count(source, "unavailable", NONE, 1);
                line(Level.WARN, source.name(), "unavailable", began)
                        .addKeyValue("reason", reason)
                        .log(LINE);
            }
        }
    }

    /// A sender's question before its first notification was answered.
    void asked(Source source, long began) {
        count(source, "handshake", NONE, 1);
        line(Level.INFO, source.name(), "handshake", began).log(LINE);
    }

    void notGenuine(Source source, Verdict verdict, long began) {
        String reason = label(verdict);
        count(source, "unauthorized", reason, 1);
        line(Level.WARN, source.name(), "unauthorized", began)
                .addKeyValue("credential", reason)
                .log(LINE);
    }

    /// The name in the request stays out: whoever made it up could make up thousands.
    void unknownSource(long began) {
        count("unknown", NONE, "not-found", NONE, 1);
        line(Level.INFO, "unknown", "not-found", began).log(LINE);
    }

    /// @param result why the body was not read to its end
    void notRead(Source source, String result, long began) {
        count(source, result, NONE, 1);
        line(Level.WARN, source.name(), result, began).log(LINE);
    }

    private static LoggingEventBuilder line(Level level, String source, String result, long began) {
        return LOG.atLevel(level)
                .addKeyValue("source", source)
                .addKeyValue("result", result)
                .addKeyValue("tookMs", (System.nanoTime() - began) / 1_000_000);
    }

    private static LoggingEventBuilder withCounts(LoggingEventBuilder line, Receipt.Rest rest) {
        int ignored = rest.ignored().values().stream().mapToInt(Integer::intValue).sum();
        LoggingEventBuilder counted =
                line.addKeyValue("ignored", ignored).addKeyValue("refused", rest.refusals().size());
        return rest.refusals().isEmpty()
                ? counted
                : counted.addKeyValue("firstRefused", rest.refusals().getFirst().detail());
    }

    private void accepted(Source source, Receipt.Entry entry) {
        count(source, "accepted", NONE, 1);
        lastEvents
                .computeIfAbsent(source.name(), this::lastEvent)
                .set(clock.instant().getEpochSecond());
        LOG.atDebug()
                .addKeyValue("source", source.name())
                .addKeyValue("image", entry.event().image())
                .addKeyValue("event", entry.event().id())
                .addKeyValue("partition", entry.stored().partition())
                .addKeyValue("offset", entry.stored().offset())
                .log("event");
    }

    private AtomicLong lastEvent(String source) {
        var seconds = new AtomicLong();
        Gauge.builder("pushwire.source.last.event", seconds, AtomicLong::get)
                .description("When a source's last event was accepted, in seconds since 1970")
                .tag("source", source)
                .register(meters);
        return seconds;
    }

    private void left(Source source, Receipt.Rest rest) {
        rest.ignored().forEach((reason, times) -> count(source, "ignored", reason.label(), times));
        rest.refusals().stream()
                .collect(Collectors.groupingBy(Refusal::reason, Collectors.counting()))
                .forEach((reason, times) ->
                        count(source, "refused", reason.label(), times.intValue()));
    }

    private void count(Source source, String result, String reason, int times) {
        count(source.name(), source.dialect(), result, reason, times);
    }

    private void count(String source, String dialect, String result, String reason, int times) {
        meters.counter(
                        "pushwire.notifications",
                        "source",
                        source,
                        "dialect",
                        dialect,
                        "result",
                        result,
                        "reason",
                        reason)
                .increment(times);
    }
}
