// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.image.Digest;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.replay.Explanation.Use;
import io.pushwire.syncer.replay.Explanation.UsedBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// An explanation for people.
public final class ExplainText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final StringBuilder text = new StringBuilder();
    private final ZoneId zone;

    private ExplainText(ZoneId zone) {
        this.zone = zone;
    }

    /// @param zone of the times
    public static String of(Explanation explanation, ZoneId zone) {
        var written = new ExplainText(zone);
        written.write(explanation);
        return written.text.toString();
    }

    private void write(Explanation it) {
        line("%s in cluster %s".formatted(it.asked().withoutDigest(), it.cluster()));
        it.newest().ifPresentOrElse(this::newest, this::noEvent);
        it.otherDigest()
                .ifPresent(digest ->
                        line(
                                "note     %s is not the newest digest of the tag"
                                        .formatted(digest.abbreviated())));
        it.uses().forEach(this::use);
        if (it.uses().isEmpty()) {
            line("used by  no workload of the watched kinds" + it.near());
        }
    }

    private void newest(PastEvent event) {
        line(
                "newest   %s  %s by %s at %s, %s"
                        .formatted(
                                event.digest().map(Digest::abbreviated).orElse("no digest"),
                                event.type(),
                                event.actor()
                                        .map(actor -> actor + " (source " + source(event) + ")")
                                        .orElseGet(() -> "source " + source(event)),
                                time(event.at()),
                                event.position().inTopic(Topics.IMAGE_EVENTS)));
    }

    private static String source(PastEvent event) {
        return event.source().orElse("?");
    }

    private void noEvent() {
        line("newest   no event is known for the tag. Things to check:");
        line(
                "           is its registry a source of the listener, and does it send"
                        + " notifications?");
        line("           has the listener refused them? registry-listener dead-letters list");
        line("           is the repository among the source's, under the host that stands here?");
        line("           cluster-syncer recheck asks the registry now");
    }

    private void use(Use use) {
        for (UsedBy by : use.containers()) {
            line(
                    "used by  %s, %s, as %s"
                            .formatted(use.workload(), described(by.container()), by.image()));
            line(
                    use.problem().isEmpty()
                            ? "           policy %s, from %s".formatted(by.policy(), by.from())
                            : "           " + use.problem());
        }
        use.now().ifPresent(now -> line("           now: " + Sentences.now(now)));
        use.last().forEach(this::last);
    }

    private static String described(String container) {
        return container.startsWith("volume ") ? container : "container " + container;
    }

    private void last(Outcome outcome) {
        line(
                "           %s  %s: %s"
                        .formatted(
                                time(outcome.decidedAt()),
                                Sentences.words(outcome.kind()),
                                outcome.detail()));
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
