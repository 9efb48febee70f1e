// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.pushwire.image.ImageReference;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.execution.Workloads;
import io.pushwire.syncer.kafka.Remembering;
import io.pushwire.syncer.level.Recollection;
import io.pushwire.syncer.replay.Bound;
import io.pushwire.syncer.replay.Explaining;
import io.pushwire.syncer.replay.Explanation;
import io.pushwire.syncer.replay.InUse;
import io.pushwire.syncer.replay.PastEvent;
import io.pushwire.syncer.replay.Verdicts;
import io.pushwire.tag.KnownTag;

import org.apache.kafka.common.KafkaException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One run of the command `explain`.
///
/// @param looking at the cluster and the record
record Explained(LookingBack looking) {

    static Explanation of(Map<String, Object> settings, ImageReference asked)
            throws InterruptedException {
        try (LookingBack looking =
                LookingBack.open(settings, Optional.empty(), LookingBack.Reading.ONCE)) {
            return new Explained(looking).explain(asked);
        } catch (KafkaException away) {
            throw LookingBack.unavailable(away);
        }
    }

    private Explanation explain(ImageReference asked) throws InterruptedException {
        ImageTag tag = asked.imageTag().orElseThrow();
        var one = new InUse(Set.of(tag.repository() + ":" + tag.tag()));
        Workloads workloads = looking.workloads();
        try (var remembering =
                new Remembering(
                        looking.log(),
                        looking.name(),
                        () -> workloads,
                        () -> one,
                        looking.clock())) {
            return explain(asked, tag, remembering.today(new Bound.Open()));
        }
    }

    private Explanation explain(ImageReference asked, ImageTag tag, Recollection memory)
            throws InterruptedException {
        Optional<KnownTag> known = memory.newest(tag);
        Optional<PastEvent> newest =
                known.flatMap(KnownTag::word)
                        .map(KnownTag.Word::position)
                        .flatMap(looking.log()::at);
        Optional<PositionedEvent> event =
                newest.flatMap(found -> found.event().map(it -> memory.hear(it, found.position())));
        List<ImageTag> spellings =
                known.map(it -> it.hosts().stream().map(it.image()::at).toList())
                        .orElse(List.of(tag));
        return new Explaining(
                        looking.name(),
                        looking.policies(),
                        Verdicts.today(
                                looking.policies(),
                                memory,
                                looking.flow().pauses(),
                                looking.clock()))
                .of(asked, new Explaining.Known(spellings, newest, event, outcomes(newest)));
    }

    /// Since the newest event.
    private List<Outcome> outcomes(Optional<PastEvent> newest) {
        return newest.map(event -> looking.log().outcomesSince(looking.name(), event))
                .orElse(List.of());
    }
}
