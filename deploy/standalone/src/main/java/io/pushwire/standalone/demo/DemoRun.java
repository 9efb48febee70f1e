// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageReference;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.standalone.Parts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The demo from start to end; the order of [#run] is the order on the screen.
final class DemoRun implements AutoCloseable {

    private static final Duration EVENT = Duration.ofSeconds(20);
    private static final Duration OUTCOMES = Duration.ofSeconds(20);
    private static final String CLUSTER = "default";
    private static final String NAMESPACE = "pushwire-demo";

    private final Screen screen;
    private final Path statePath;
    private final Optional<Path> kubeconfig;
    private final boolean keepRunning;
    private final Parts parts = new Parts();
    private final String authorization = "Bearer " + UUID.randomUUID();
    private @Nullable Program standaloneProgram;

    DemoRun(Screen screen, Path statePath, Optional<Path> kubeconfig, boolean keepRunning) {
        this.screen = screen;
        this.statePath = statePath;
        this.kubeconfig = kubeconfig;
        this.keepRunning = keepRunning;
    }

    /// False if anything was not as it should be; the screen says what.
    boolean show() throws InterruptedException {
        try {
            run();
            return true;
        } catch (DemoFailedException failed) {
            screen.failed(String.valueOf(failed.getMessage()));
        } catch (IOException | RuntimeException failed) {
            screen.failed(failed.toString());
        }
        if (standaloneProgram != null) {
            screen.plain(standaloneProgram.tail());
        }
        return false;
    }

    private void run() throws IOException, DemoFailedException, InterruptedException {
        StateDirectory state = parts.add(StateDirectory.open(statePath));
        int registryPort = LocalPorts.free(5000);
        var tag = new ImageTag("127.0.0.1:" + registryPort, "team/web", "1");
        StandaloneProgram standalone = startStandalone(state, tag.host());
        screen.plain(standalone.greeting());
        SampleWorkloads samples = createSamples(state, standalone, tag);
        String dbBefore = samples.db();

        Digest digest = push(state, standalone, tag, registryPort);
        List<Outcome> outcomes;
        try (var log = EventLog.open(standalone.kafka(), CLUSTER)) {
            EventLog.Stored event = log.awaitEvent(tag, Deadline.in(EVENT));
            screen.line("event", describe(event));
            outcomes = log.awaitOutcomes(event, 2, Deadline.in(OUTCOMES));
            outcomes.forEach(outcome -> screen.line(name(outcome), describe(event, outcome)));
        }
        verify(samples, outcomes, digest, dbBefore);
        screen.line(
                "db", "Deployment " + samples.namespace() + "/db: untouched, uses another image");
        screen.done(
                "2 patched, 1 untouched."
                        + (keepRunning ? "" : " Try next: deploy/demo.sh --keep-running"));
        if (keepRunning) {
            Invitation.print(screen, state, standalone, samples, tag, authorization, kubeconfig);
        }
    }

    private StandaloneProgram startStandalone(StateDirectory state, String registry)
            throws IOException, DemoFailedException, InterruptedException {
        Path config =
                Files.writeString(
                        state.path().resolve("standalone.yml"),
                        """
                        pushwire:
                          sources:
                            demo:
                              dialect: distribution
                              registry: %s
                              auth: {header: {name: Authorization, value: %s}}
                              look-up: %s
                        """
                                .formatted(
                                        registry,
                                        authorization,
                                        DockerRegistry.find().isPresent()
                                                ? "{plain-http: true}"
                                                : "{enabled: false}"));
        List<String> cluster =
                kubeconfig
                        .map(file -> List.of("--kubeconfig=" + file))
                        .orElse(List.of("--kubernetes=sandbox"));
        standaloneProgram =
                parts.add(StandaloneProgram.start(state, LocalPorts.free(8080), config, cluster));
        return StandaloneProgram.ready(standaloneProgram);
    }

    private SampleWorkloads createSamples(
            StateDirectory state, StandaloneProgram standalone, ImageTag tag)
            throws IOException, DemoFailedException, InterruptedException {
        ClusterApi cluster =
                ClusterApi.of(kubeconfig.orElse(state.data().resolve("sandbox.kubeconfig")));
        String namespace = kubeconfig.isPresent() ? NAMESPACE : "default";
        if (kubeconfig.isPresent()) {
            DemoNamespace made = DemoNamespace.create(cluster, NAMESPACE);
            if (!keepRunning) {
                parts.add(made);
            }
        }
        var samples = new SampleWorkloads(cluster, namespace, tag.toString());
        int known = standalone.workloads();
        samples.create();
        standalone.awaitWorkloads(known + SampleWorkloads.COUNT);
        return samples;
    }

    private Digest push(
            StateDirectory state, StandaloneProgram standalone, ImageTag tag, int registryPort)
            throws IOException, DemoFailedException, InterruptedException {
        Optional<Path> program = DockerRegistry.find();
        if (program.isEmpty()) {
            RecordedPush.send(standalone.hook(), authorization, RecordedPush.notification(tag));
            pushed(
                    tag,
                    RecordedPush.DIGEST,
                    "docker-registry is not installed: sent a recorded notification");
            return RecordedPush.DIGEST;
        }
        parts.add(
                DockerRegistry.start(
                        program.get(),
                        state.registry(),
                        registryPort,
                        standalone.hook(),
                        authorization));
        Digest digest = TinyImage.push(tag, state.registry(), "made " + Instant.now());
        pushed(tag, digest, "real registry, it notified us");
        return digest;
    }

    private void pushed(ImageTag tag, Digest digest, String how) {
        screen.line("pushed", tag + " -> " + Screen.brief(digest) + "   (" + how + ")");
    }

    private static String describe(EventLog.Stored stored) {
        Instant received = stored.event().announcement().receivedAt();
        String delay =
                stored.event()
                        .announcement()
                        .occurredAt()
                        .map(then -> "   received +" + millis(then, received) + " ms")
                        .orElse("");
        return stored.position().inTopic(Topics.IMAGE_EVENTS) + delay;
    }

    private static String describe(EventLog.Stored event, Outcome outcome) {
        String workload = outcome.workload().map(Outcome.WorkloadRef::toString).orElse("");
        if (outcome.changes().isEmpty()) {
            return workload + "   " + outcome.kind() + ": " + outcome.detail();
        }
        Outcome.Change change = outcome.changes().getFirst();
        String delay =
                outcome.writtenAt()
                        .map(at ->
                                " +"
                                        + millis(event.event().announcement().receivedAt(), at)
                                        + " ms")
                        .orElse("");
        String role = change.container().equals(SampleWorkloads.INIT) ? "init" : "container";
        return "%-28s %-15s %s -> %s   %s%s"
                .formatted(
                        workload,
                        role + " " + change.container(),
                        change.from(),
                        Screen.brief(change.to()),
                        outcome.detail(),
                        delay);
    }

    private static String name(Outcome outcome) {
        return outcome.workload().map(Outcome.WorkloadRef::name).orElse("nobody");
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    /// Asks the API server: outcomes are what was said, this is what is.
    private static void verify(
            SampleWorkloads samples, List<Outcome> outcomes, Digest digest, String dbBefore)
            throws IOException, DemoFailedException {
        String wanted = ImageReference.parse(samples.image()).orElseThrow().pinnedTo(digest);
        check("web's container", wanted, samples.webImage());
        check("nightly's init container migrate", wanted, samples.nightlyInitImage());
        check("nightly's container", SampleWorkloads.REPORT_IMAGE, samples.nightlyImage());
        check("db", dbBefore, samples.db());
        if (!outcomes.stream().allMatch(outcome -> outcome.kind() == OutcomeKind.Written)) {
            throw new DemoFailedException("not every outcome says Written");
        }
    }

    private static void check(String what, String expected, String actual)
            throws DemoFailedException {
        if (!expected.equals(actual)) {
            throw new DemoFailedException(
                    "%s should be %s, at the API server it is %s"
                            .formatted(what, expected, actual));
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
