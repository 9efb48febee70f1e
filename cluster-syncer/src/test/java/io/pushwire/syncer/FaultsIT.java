// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.fault.Active;
import io.pushwire.sandbox.fault.Fault;
import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.KafkaProcess;
import io.pushwire.testing.Ports;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A syncer and a broker as processes of their own, and one part after the other that fails in the
/// middle of many events. `-Dtest.outage-seconds=60` makes the outages long.
@Timeout(600)
class FaultsIT {

    private static final int EVENTS = Integer.getInteger("test.events", 60);
    private static final Duration OUTAGE =
            Duration.ofSeconds(Long.getLong("test.outage-seconds", 3L));
    private static final Duration START = Duration.ofMinutes(3);

    private final TestCluster api = TestCluster.shared();
    private final List<ChildProcess> syncers = new ArrayList<>();
    private KafkaProcess kafka;
    private String namespace;
    private Log log;
    private Pushes pushes;

    @BeforeEach
    void start() {
        kafka = KafkaProcess.start();
        namespace = api.createNamespace("faults");
        log = new Log(kafka.bootstrapServers());
        pushes = new Pushes(api, log, namespace);
        pushes.createDeployments(5);
        startSyncer();
    }

    @AfterEach
    void end() {
        syncers.forEach(ChildProcess::close);
        log.close();
        kafka.close();
    }

    @Test
    void anApiServerThatRefusesIsWaitedFor() {
        pushes.push(EVENTS / 3);
        Active away = api.faults().goAway();
        pushes.push(EVENTS / 3);
        last(OUTAGE);
        pushes.push(EVENTS / 3);
        api.faults().remove(away.id());

        pushes.awaitAllDone();
        assertThat(said("The API server is away"))
                .isPositive()
                .isEqualTo(said("The API server is back"));
    }

    @Test
    void anApiServerThatHangsIsWaitedFor() {
        pushes.push(EVENTS / 3);
        Active hanging = api.faults().add(Fault.hang());
        pushes.push(EVENTS / 3);
        eventually(() -> assertThat(hanging.held()).isPositive());
        last(OUTAGE);
        pushes.push(EVENTS / 3);
        api.faults().remove(hanging.id());

        pushes.awaitAllDone();
    }

    @Test
    void aSyncerThatIsKilledInTheMiddleIsContinuedByTheNext() {
        pushes.push(EVENTS);
        eventually(() -> assertThat(pushes.done()).isPositive());
        syncers.getLast().kill();
        pushes.push(EVENTS / 3);
        startSyncer();

        pushes.awaitAllDone();
    }

    @Test
    void aBrokerThatIsKilledInTheMiddleComesBackAndNothingIsLost() {
        pushes.push(EVENTS);
        eventually(() -> assertThat(pushes.done()).isPositive());
        kafka.kill();
        kafka.startAgain();
        pushes.push(EVENTS / 3);

        pushes.awaitAllDone();
    }

    /// Until so much time has passed.
    private static void last(Duration outage) {
        Instant end = Instant.now().plus(outage);
        eventually(outage.plusSeconds(10), () -> assertThat(Instant.now()).isAfterOrEqualTo(end));
    }

    private long said(String text) {
        return syncers.getLast().output().lines().filter(line -> line.contains(text)).count();
    }

    /// Returns when it is ready.
    private void startSyncer() {
        int port = Ports.free();
        ChildProcess syncer =
                ChildProcess.java(
                        ClusterSyncer.class.getName(),
                        List.of(
                                "micronaut.server.port=" + port,
                                "pushwire.cluster=" + namespace,
                                "pushwire.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                                "pushwire.kubernetes.kubeconfig=" + api.kubeconfig(),
                                "pushwire.topics.partitions=3",
                                "pushwire.subscription.member-id=the-only-one"));
        syncers.add(syncer);
        URI readiness = URI.create("http://127.0.0.1:" + port + "/health/readiness");
        try {
            eventually(
                    START,
                    () -> {
                        var asked = (HttpURLConnection) readiness.toURL().openConnection();
                        assertThat(asked.getResponseCode()).isEqualTo(HttpURLConnection.HTTP_OK);
                    });
        } catch (AssertionError notReady) {
            throw new AssertionError(syncer.output(), notReady);
        }
    }
}
