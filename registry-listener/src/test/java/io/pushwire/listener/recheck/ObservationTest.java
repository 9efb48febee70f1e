// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.listener.authenticity.Proof;
import io.pushwire.listener.settler.SettledPartitions.Settled;
import io.pushwire.listener.source.Confirmation;
import io.pushwire.listener.source.RegistryNames;
import io.pushwire.listener.source.RepositoryGlobs;
import io.pushwire.listener.source.Source;
import io.pushwire.registry.Looked;
import io.pushwire.tag.KnownTag;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an answer says that the log does not.
final class ObservationTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Digest OLD = new Digest("sha256:" + "a".repeat(64));
    private static final Digest NEW = new Digest("sha256:" + "b".repeat(64));
    private static final ImageTag WEB = new ImageTag("registry.example", "team/web", "1");
    private static final TagInUse TAG =
            new TagInUse(
                    WEB,
                    new Source(
                            "build",
                            "distribution",
                            new RegistryNames("registry.example", List.of("registry.svc:5000")),
                            RepositoryGlobs.all(),
                            new Proof.Anonymous(),
                            Confirmation.AFTER),
                    Map.of());

    @Test
    void theSameDigestIsNoNews() {
        assertThat(observation(known(NEW, 5)).isKnown()).isTrue();
        assertThat(observation(known(OLD, 5)).isKnown()).isFalse();
        assertThat(observation(Optional.empty()).isKnown()).isFalse();
    }

    @Test
    void theFirstDigestIsABaseline() {
        assertThat(event(Optional.empty()).baseline()).isTrue();
        assertThat(event(Optional.of(tag(Optional.empty(), 5))).baseline())
                .as("announced, and never found")
                .isTrue();
        assertThat(event(known(OLD, 5)).baseline()).isFalse();
        assertThat(event(Optional.of(tag(Optional.of(word(Optional.empty(), 5)), 5))).baseline())
                .as("deleted, and there again")
                .isFalse();
    }

    @Test
    void itStandsWhereThePartitionWasReadTo() {
        ImageEvent.Observed event = event(known(OLD, 5));

        assertThat(event.asOf()).isEqualTo(9);
        assertThat(event.digest()).isEqualTo(NEW);
        assertThat(event.announcement().hosts())
                .containsExactly("registry.example", "registry.svc:5000");
        assertThat(event.announcement().origin().source()).isEqualTo("build");
        assertThat(event.id()).isEqualTo(event(known(OLD, 5)).id());
    }

    @Test
    void itHoldsUnlessTheLogSaysMoreOfTheTag() {
        Observation observation = observation(known(OLD, 5));

        assertThat(observation.holds(Optional.of(new Settled(known(OLD, 5), 12)))).isTrue();
        assertThat(observation.holds(Optional.of(new Settled(known(NEW, 11), 12)))).isFalse();
        assertThat(observation.holds(Optional.of(new Settled(known(OLD, 11), 12)))).isFalse();
        assertThat(observation.holds(Optional.empty())).isFalse();
        assertThat(
                        observation(Optional.empty())
                                .holds(Optional.of(new Settled(known(NEW, 11), 12))))
                .isFalse();
        assertThat(
                        observation(Optional.empty())
                                .holds(Optional.of(new Settled(Optional.empty(), 12))))
                .isTrue();
    }

    private static ImageEvent.Observed event(Optional<KnownTag> known) {
        return observation(known).event(NOW);
    }

    private static Observation observation(Optional<KnownTag> known) {
        return new Observation(TAG, new Settled(known, 9), new Looked.Found(NEW, "", NOW));
    }

    private static Optional<KnownTag> known(Digest digest, long offset) {
        return Optional.of(tag(Optional.of(word(Optional.of(digest), offset)), offset));
    }

    private static KnownTag.Word word(Optional<Digest> digest, long offset) {
        return new KnownTag.Word(digest, new Position("log", 0, offset));
    }

    private static KnownTag tag(Optional<KnownTag.Word> word, long settled) {
        return new KnownTag(
                WEB,
                List.of("registry.example"),
                new Position("log", 0, settled),
                word,
                Map.of(),
                NOW);
    }
}
