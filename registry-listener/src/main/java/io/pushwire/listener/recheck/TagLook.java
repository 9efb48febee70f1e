// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import io.pushwire.image.Digest;
import io.pushwire.listener.settler.LookUps;
import io.pushwire.listener.settler.SettledPartitions;
import io.pushwire.listener.settler.SettledPartitions.Settled;
import io.pushwire.listener.settler.Settlement;
import io.pushwire.registry.Looked;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// One look at one tag, from the question to what follows from the answer.
final class TagLook {

    private static final Logger LOG = LoggerFactory.getLogger(TagLook.class);

    private final LookUps lookUps;
    private final SettledPartitions partitions;
    private final Settlement settlement;
    private final Findings findings;
    private final PinnedDigests pinned;
    private final Complaints complaints = new Complaints();
    private final Duration settlingTime;
    private final InstantSource clock;

    TagLook(
            Rechecks.Parts parts,
            PinnedDigests pinned,
            Duration settlingTime,
            InstantSource clock) {
        this.lookUps = parts.lookUps();
        this.partitions = parts.partitions();
        this.settlement = parts.settlement();
        this.findings = parts.findings();
        this.pinned = pinned;
        this.settlingTime = settlingTime;
        this.clock = clock;
    }

    /// What a question came to.
    sealed interface Answer {}

    /// Nothing more is to be done.
    ///
    /// @param detail a sentence
    /// @param retryAfter how long the registry wants to be left alone
    record Done(LookResult result, String detail, Optional<Duration> retryAfter) implements Answer {

        Done(LookResult result, String detail) {
            this(result, detail, Optional.empty());
        }
    }

    /// The registry says what the log does not.
    record Differs(Observation observation) implements Answer {}

    Answer ask(TagInUse tag) throws InterruptedException {
        Optional<Settled> before = partitions.settled(tag.image());
        if (before.isEmpty()) {
            return new Done(
                    LookResult.UNDER_WAY, "an event of " + tag.image() + " is being settled");
        }
        return switch (lookUps.ask(tag.image())) {
            case Looked.Found found -> {
                Optional<Looked> refused = pinned.check(tag, Optional.of(found.digest()));
                var observation = new Observation(tag, before.get(), found);
                if (!observation.isKnown()) {
                    yield new Differs(observation);
                }
                yield refused.map(TagLook::refused)
                        .orElseGet(() -> new Done(LookResult.SAME, observation.toString()));
            }
            case Looked.NotFound missing -> {
                Optional<Looked> refused = pinned.check(tag, Optional.<Digest>empty());
                yield refused(refused.orElse(missing));
            }
            case Looked refusal -> refused(refusal);
        };
    }

    /// Puts the registry's word on the log, unless its notification comes meanwhile.
    Done tell(Observation observation) throws InterruptedException {
        Thread.sleep(settlingTime);
        if (!observation.holds(partitions.settled(observation.tag().image()))) {
            return new Done(LookResult.UNDER_WAY, observation + "; a notification tells it too");
        }
        settlement.publish(observation.event(clock.instant()));
        return observation.isBaseline()
                ? new Done(LookResult.BASELINE, observation + ", its baseline")
                : new Done(LookResult.UNTOLD, observation + " and no notification told it");
    }

    /// Counts it, and says what is news.
    void report(TagInUse tag, Done done) {
        String source = tag.source().name();
        findings.looked(source, done.result());
        switch (done.result()) {
            case UNTOLD -> {
                complaints.answered(tag);
                LOG.warn("source {}: {}; look after its notifications", source, done.detail());
            }
            case BASELINE -> {
                complaints.answered(tag);
                LOG.info("source {}: {}", source, done.detail());
            }
            case SAME -> complaints.answered(tag);
            case UNDER_WAY -> {}
            case NOT_FOUND, NOT_ALLOWED, TOO_MANY_REQUESTS, UNAVAILABLE, NOT_CONFIGURED ->
                    complaints.refused(tag, done.result(), done.detail());
        }
    }

    private static Done refused(Looked answer) {
        return switch (answer) {
            case Looked.NotFound(String reason) -> new Done(LookResult.NOT_FOUND, reason);
            case Looked.NotAllowed(String reason) -> new Done(LookResult.NOT_ALLOWED, reason);
            case Looked.Unavailable(String reason) -> new Done(LookResult.UNAVAILABLE, reason);
            case Looked.NotConfigured(String host) ->
                    new Done(LookResult.NOT_CONFIGURED, "no look-up is configured for " + host);
            case Looked.TooManyRequests(Duration retryAfter) ->
                    new Done(
                            LookResult.TOO_MANY_REQUESTS,
                            "the registry wants to be left alone for "
                                    + retryAfter.toSeconds()
                                    + " s",
                            Optional.of(retryAfter));
            case Looked.Found(Digest digest, _, _) ->
                    throw new IllegalStateException(digest + " is no refusal");
        };
    }
}
