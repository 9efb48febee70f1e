// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwire.event.ImageEvent;
import io.pushwire.listener.authenticity.Verdict;
import io.pushwire.listener.reception.Receipt;
import io.pushwire.listener.reception.Refusal;
import io.pushwire.listener.source.Source;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Log and metrics of what became of requests. Names of sources, images and reasons of our own go
/// in; headers, paths and text of bodies never do.
@Singleton
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final String NONE = "none";

    private final MeterRegistry meters;

    Journal(MeterRegistry meters) {
        this.meters = meters;
    }

    void received(Source source, Receipt receipt) {
        switch (receipt) {
            case Receipt.Accepted(var entries, var rest) -> {
                entries.forEach(entry -> accepted(source, entry));
                left(source, rest);
            }
            case Receipt.NothingToDo(var rest) -> left(source, rest);
            case Receipt.Unreadable(String reason, boolean deadLetter) -> {
                count(source.name(), "unreadable", NONE, 1);
                LOG.atWarn()
                        .addKeyValue("source", source.name())
                        .addKeyValue("reason", reason)
                        .addKeyValue("deadLetter", deadLetter)
                        .log("unreadable");
            }
            case Receipt.Rejected(String reason, boolean _, var rest) -> {
                count(source.name(), "rejected", NONE, 1);
                left(source, rest);
                LOG.atInfo()
                        .addKeyValue("source", source.name())
                        .addKeyValue("reason", reason)
                        .log("rejected");
            }
            case Receipt.Replied _ -> asked(source);
            case Receipt.NotGenuine(var verdict) -> notGenuine(source, verdict);
            case Receipt.Unavailable(String reason) -> {
                count(source.name(), "unavailable", NONE, 1);
                LOG.atWarn()
                        .addKeyValue("source", source.name())
                        .addKeyValue("reason", reason)
                        .log("not stored, the sender must try again");
            }
        }
    }

    /// A sender's question before its first notification was answered.
    void asked(Source source) {
        count(source.name(), "handshake", NONE, 1);
        LOG.atInfo().addKeyValue("source", source.name()).log("handshake");
    }

    void notGenuine(Source source, Verdict verdict) {
        String reason = verdict.name().toLowerCase(Locale.ROOT);
        count(source.name(), "unauthorized", reason, 1);
        LOG.atWarn()
                .addKeyValue("source", source.name())
                .addKeyValue("credential", reason)
                .log("unauthorized");
    }

    /// The name in the request stays out: whoever made it up could make up thousands.
    void unknownSource() {
        count("unknown", "not-found", NONE, 1);
        LOG.atDebug().log("a source that is not configured");
    }

    /// @param result why the body was not read to its end
    void notRead(Source source, String result) {
        count(source.name(), result, NONE, 1);
        LOG.atWarn().addKeyValue("source", source.name()).log(result);
    }

    private void accepted(Source source, Receipt.Entry entry) {
        count(source.name(), "accepted", NONE, 1);
        String digest =
                switch (entry.event()) {
                    case ImageEvent.Located located -> located.digest().value();
                    case ImageEvent.Announced _ -> "announced";
                    case ImageEvent.Deleted _ -> "deleted";
                };
        LOG.atInfo()
                .addKeyValue("source", source.name())
                .addKeyValue("image", entry.event().image())
                .addKeyValue("digest", digest)
                .addKeyValue("event", entry.event().id())
                .addKeyValue("partition", entry.stored().partition())
                .addKeyValue("offset", entry.stored().offset())
                .log("accepted");
    }

    private void left(Source source, Receipt.Rest rest) {
        rest.ignored()
                .forEach((reason, times) -> {
                    count(source.name(), "ignored", reason.label(), times);
                    LOG.atDebug()
                            .addKeyValue("source", source.name())
                            .addKeyValue("reason", reason.label())
                            .addKeyValue("count", times)
                            .log("ignored");
                });
        rest.refusals().stream()
                .collect(Collectors.groupingBy(Refusal::reason))
                .forEach((reason, refusals) -> refused(source, reason, refusals));
    }

    private void refused(Source source, Refusal.Reason reason, List<Refusal> refusals) {
        count(source.name(), "refused", reason.label(), refusals.size());
        LOG.atWarn()
                .addKeyValue("source", source.name())
                .addKeyValue("reason", reason.label())
                .addKeyValue("count", refusals.size())
                .addKeyValue("first", refusals.getFirst().detail())
                .log("refused");
    }

    private void count(String source, String result, String reason, int times) {
        meters.counter(
                        "pushwire.notifications",
                        "source",
                        source,
                        "result",
                        result,
                        "reason",
                        reason)
                .increment(times);
    }
}
