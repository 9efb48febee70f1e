// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.inventory.Use;
import io.pushwire.inventory.Wrote;
import io.pushwire.listener.authenticity.Proof;
import io.pushwire.listener.source.Confirmation;
import io.pushwire.listener.source.RegistryNames;
import io.pushwire.listener.source.RepositoryGlobs;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.source.Sources;
import io.pushwire.outcome.Outcome.WorkloadRef;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which tags are in use, and which digests are pinned.
final class InUseTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Digest OLD = new Digest("sha256:" + "a".repeat(64));
    private static final Digest NEW = new Digest("sha256:" + "b".repeat(64));
    private static final ImageTag WEB = new ImageTag("registry.example", "team/web", "1");
    private static final ImageTag ALIASED = WEB.at("registry.svc:5000");

    private final InUse inUse =
            new InUse(
                    new Sources(
                            List.of(
                                    source("build", List.of("team/*")),
                                    source("also", List.of("team/*", "base/**")))));

    @Test
    void namesATagByItsRegistrysOwnName() {
        inUse.learn("prod", use(ALIASED, ALIASED.toString(), Optional.empty()));

        assertThat(inUse.all()).containsExactly(WEB);
        assertThat(inUse.of("prod")).containsExactly(WEB);
        assertThat(inUse.of("test")).isEmpty();
        assertThat(inUse.tag(WEB).orElseThrow().source().name()).isEqualTo("also");
    }

    @Test
    void leavesWhatNoSourceSpeaksFor() {
        for (ImageTag foreign :
                List.of(
                        WEB.at("elsewhere.example"),
                        new ImageTag("registry.example", "other/web", "1"))) {
            inUse.learn("prod", use(foreign, foreign.toString(), Optional.empty()));
            inUse.forget("prod", foreign);
        }

        assertThat(inUse.all()).isEmpty();
    }

    @Test
    void isInUseUntilTheLastClusterAndTheLastSpellingAreGone() {
        inUse.learn("prod", use(WEB, WEB.toString(), Optional.empty()));
        inUse.learn("prod", use(ALIASED, ALIASED.toString(), Optional.empty()));
        inUse.learn("test", use(WEB, WEB.toString(), Optional.empty()));

        inUse.forget("prod", WEB);
        assertThat(inUse.of("prod")).containsExactly(WEB);
        inUse.forget("prod", ALIASED);
        assertThat(inUse.of("prod")).isEmpty();
        assertThat(inUse.all()).containsExactly(WEB);
        inUse.forget("test", WEB);
        assertThat(inUse.all()).isEmpty();
        assertThat(inUse.tag(WEB)).isEmpty();
    }

    @Test
    void knowsWhatWePinnedWhereItStillStands() {
        inUse.learn("prod", use(WEB, WEB + "@" + OLD, Optional.of(wrote(OLD, true))));
        inUse.learn("test", use(WEB, WEB + "@" + OLD, Optional.of(wrote(OLD, true))));
        inUse.learn("undone", use(WEB, WEB + "@" + NEW, Optional.of(wrote(OLD, true))));
        inUse.learn("restarted", use(WEB, WEB.toString(), Optional.of(wrote(NEW, false))));
        inUse.learn("theirs", use(WEB, WEB + "@" + NEW, Optional.empty()));

        assertThat(inUse.tag(WEB).orElseThrow().pinned())
                .isEqualTo(Map.of(OLD, Set.of("prod", "test")));

        inUse.learn("prod", use(WEB, WEB + "@" + NEW, Optional.of(wrote(NEW, true))));

        assertThat(inUse.tag(WEB).orElseThrow().pinned())
                .isEqualTo(Map.of(OLD, Set.of("test"), NEW, Set.of("prod")));
    }

    private static TagUse use(ImageTag spelling, String image, Optional<Wrote> wrote) {
        return new TagUse(
                spelling,
                List.of(
                        new Use(
                                new WorkloadRef("Deployment", "default", "web"),
                                "uid",
                                Map.of("app", image),
                                wrote,
                                Optional.empty())),
                NOW);
    }

    private static Wrote wrote(Digest digest, boolean pinned) {
        return new Wrote(digest, new Position("log", 0, 1), pinned, List.of(NOW));
    }

    private static Source source(String name, List<String> repositories) {
        return new Source(
                name,
                "distribution",
                new RegistryNames("registry.example", List.of("registry.svc:5000")),
                new RepositoryGlobs(repositories),
                new Proof.Anonymous(),
                Confirmation.AFTER);
    }
}
