// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.control.RecheckRequest;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.command.Commands;
import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// From the command to the workload that is not written, and back.
@Timeout(120)
class ControlIT {

    private static final String DEPLOYMENTS = "apps/v1/deployments";
    private static final Digest DIGEST = new Digest("sha256:" + "1".repeat(64));

    private final TestCluster api = TestCluster.shared();
    private String shop;
    private String bank;
    private String cluster;
    private ImageTag tag;
    private Log log;

    @BeforeEach
    void makeNamespaces() {
        shop = api.createNamespace("shop");
        bank = api.createNamespace("bank");
        cluster = shop;
        tag = new ImageTag("registry.example.com", shop + "/web", "1");
        api.createDeployment(shop, "web", tag.toString());
        api.createDeployment(bank, "web", tag.toString());
        log = new Log(EmbeddedKafka.bootstrapServers());
    }

    @AfterEach
    void resumeAll() {
        for (List<String> scope :
                List.of(
                        List.of("--fleet"),
                        List.of("--cluster", cluster),
                        List.of("--cluster", cluster, "--namespace", shop))) {
            run("resume", scope.toArray(String[]::new));
        }
        log.close();
    }

    @Test
    void aNamespaceThatIsPausedIsWrittenWhenItResumes() {
        run("pause", "--cluster", "elsewhere", "--reason", "none of ours");
        try (var _ = syncer()) {
            assertThat(
                            run(
                                    "pause",
                                    "--cluster",
                                    cluster,
                                    "-n",
                                    shop,
                                    "--by",
                                    "anna",
                                    "--reason",
                                    "audit"))
                    .contains("namespace " + shop, "paused by anna", "audit");
            assertThat(run("paused")).contains(shop, "anna", "audit");
            awaitPaused();
            List<Outcome> outcomes = push();

            assertThat(of(bank, outcomes).kind()).isEqualTo(OutcomeKind.Written);
            assertThat(of(shop, outcomes).kind()).isEqualTo(OutcomeKind.Paused);
            assertThat(of(shop, outcomes).detail())
                    .contains("namespace " + shop, "anna", "audit", "20");
            assertThat(api.generation(DEPLOYMENTS, shop, "web")).isEqualTo(1);

            run("resume", "--cluster", cluster, "--namespace", shop);

            awaitWritten(shop);
            assertThat(api.generation(DEPLOYMENTS, shop, "web")).isEqualTo(2);
            assertThat(api.generation(DEPLOYMENTS, bank, "web")).isEqualTo(2);
            assertThat(run("paused")).doesNotContain(shop);
        }
        run("resume", "--cluster", "elsewhere");
    }

    @Test
    void aPauseFromBeforeTheStartHoldsBackTheFirstEvent() {
        try (var _ = syncer()) {
            // The group has its place in the log from here on.
        }
        run("pause", "--fleet");
        var event = log.push(tag, DIGEST);
        try (var _ = syncer()) {
            assertThat(log.outcomes(Topics.outcomes(cluster), event, 2))
                    .extracting(Outcome::kind)
                    .containsOnly(OutcomeKind.Paused);

            run("resume", "--fleet");

            awaitWritten(shop);
            awaitWritten(bank);
        }
    }

    @Test
    void theClusterOfTheConfigurationIsMeantWithoutAName() {
        assertThat(run("pause")).contains("cluster " + cluster + " was paused");
        assertThat(run("resume")).contains("cluster " + cluster + " was resumed");
    }

    @Test
    void aReCheckIsAskedForAndNoPause() {
        try (var _ = syncer()) {
            assertThat(run("recheck", tag.toString(), "--by", "anna"))
                    .contains("asked for a re-check of " + tag);
            assertThat(run("recheck", "--cluster", cluster))
                    .contains("every tag that cluster " + cluster + " uses");

            List<RecheckRequest> asked = ControlRequests.about(cluster);
            assertThat(asked)
                    .extracting(RecheckRequest::what)
                    .containsExactly(
                            new RecheckRequest.Image(tag),
                            new RecheckRequest.WholeCluster(cluster));
            assertThat(asked.getFirst().by()).isEqualTo("anna");
            assertThat(push()).extracting(Outcome::kind).containsOnly(OutcomeKind.Written);
        }
    }

    @Test
    void whatContradictsItselfIsRefused() {
        var err = new StringWriter();

        int code =
                Commands.execute(
                        desk(),
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(err, true),
                        "pause",
                        "--fleet",
                        "--namespace",
                        "x");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--fleet is every cluster");
    }

    @Test
    void aClusterIsForgottenOnlyWhenItIsSilent() {
        try (var _ = syncer()) {
            eventually(() -> assertThat(log.inventory(cluster)).isNotEmpty());
        }
        var err = new StringWriter();

        int refused =
                Commands.execute(
                        desk(),
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(err, true),
                        "forget",
                        cluster);

        assertThat(refused).isEqualTo(1);
        assertThat(err.toString())
                .contains("was heard of at")
                .contains("--force")
                .doesNotContain("\tat ");
        assertThat(log.inventory(cluster)).isNotEmpty();

        assertThat(run("forget", "--force", cluster)).contains("records of its inventory");
        assertThat(log.inventory(cluster)).isEmpty();
        assertThat(run("forget", cluster)).contains("0 records");
    }

    /// Until an event of another tag shows that the pause has arrived.
    private void awaitPaused() {
        var probe = new ImageTag("registry.example.com", shop + "/probe", "1");
        api.createDeployment(shop, "probe", probe.toString());
        eventually(() ->
                assertThat(
                                log.outcomes(Topics.outcomes(cluster), log.push(probe, DIGEST), 1)
                                        .getFirst()
                                        .kind())
                        .isEqualTo(OutcomeKind.Paused));
        api.delete(DEPLOYMENTS, shop, "probe");
    }

    private void awaitWritten(String namespace) {
        eventually(() ->
                assertThat(
                                log.read(Topics.outcomes(cluster)).stream()
                                        .filter(in(namespace))
                                        .filter(outcome ->
                                                outcome.cause().image().equals(tag.toString()))
                                        .map(Outcome::kind)
                                        .toList())
                        .containsOnlyOnce(OutcomeKind.Written));
    }

    private List<Outcome> push() {
        return log.outcomes(Topics.outcomes(cluster), log.push(tag, DIGEST), 2);
    }

    private RunningSyncer syncer() {
        return RunningSyncer.start(cluster, EmbeddedKafka.bootstrapServers(), Map.of())
                .awaitReady();
    }

    private SyncerDesk desk() {
        return new SyncerDesk(
                Map.of(
                        "pushwire.cluster",
                        cluster,
                        "pushwire.kafka.bootstrap-servers",
                        EmbeddedKafka.bootstrapServers()));
    }

    /// What the command prints.
    private String run(String command, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = command;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                Commands.execute(
                        desk(), new PrintWriter(out, true), new PrintWriter(err, true), all);
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    private static Outcome of(String namespace, List<Outcome> outcomes) {
        return outcomes.stream().filter(in(namespace)).findFirst().orElseThrow();
    }

    private static Predicate<Outcome> in(String namespace) {
        return outcome ->
                outcome.workload().filter(it -> it.namespace().equals(namespace)).isPresent();
    }
}
