// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.syncer.execution.ApiServerProbe;
import io.pushwire.syncer.execution.FlowControl;
import io.pushwire.syncer.execution.WorkloadPolicies;
import io.pushwire.syncer.execution.Workloads;
import io.pushwire.syncer.kafka.ControlTail;
import io.pushwire.syncer.kafka.RecordLog;
import io.pushwire.syncer.kubernetes.Cluster;
import io.pushwire.syncer.policy.PolicyReader;
import io.pushwire.syncer.sync.Parallel;

import org.apache.kafka.common.KafkaException;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/// The cluster of the configuration, indexed as the service indexes it, and the topics of the
/// record. Nothing is consumed, claimed or made. The cluster is listed while the record is read
/// already; who asks for it waits.
///
/// @param settings above the files and variables
record LookingBack(
        ApplicationContext context, Map<String, Object> settings, Listing listing, RecordLog log)
        implements AutoCloseable {

    /// A cluster that is being listed.
    static final class Listing {

        private final FutureTask<Cluster> task;

        private Listing(ApplicationContext context, Reading reading) {
            this.task = new FutureTask<>(() -> ready(context, reading));
            Thread.ofPlatform().daemon().name("cluster").start(task);
        }

        Cluster await() throws InterruptedException {
            return Parallel.result(task);
        }

        private void close() {
            task.cancel(true);
        }
    }

    /// How the cluster is read.
    enum Reading {
        /// For who looks: it is told as it is now.
        ONCE,
        /// For who writes for a long time, while others write too.
        FOLLOWED
    }

    /// @param other a cluster whose outcomes have to be there
    /// @throws IllegalStateException if there is no record
    /// @throws IllegalArgumentException if Kafka is away
    static LookingBack open(Map<String, Object> settings, Optional<String> other, Reading reading)
            throws InterruptedException {
        KafkaClients.prepare();
        ApplicationContext context = SyncerDesk.builder(settings).start();
        try {
            return open(context, settings, other, reading);
        } catch (KafkaException away) {
            context.close();
            throw unavailable(away);
        } catch (RuntimeException | InterruptedException failed) {
            context.close();
            throw failed;
        }
    }

    private static LookingBack open(
            ApplicationContext context,
            Map<String, Object> settings,
            Optional<String> other,
            Reading reading)
            throws InterruptedException {
        String name = context.getBean(SyncerConfig.class).cluster();
        List<String> clusters = Stream.concat(Stream.of(name), other.stream()).distinct().toList();
        var clients = context.getBean(KafkaClients.class);
        var listing = new Listing(context, reading);
        try {
            RecordLog log = record(context, clients, clusters);
            other.filter(asked -> !log.knows(asked))
                    .ifPresent(asked -> {
                        throw new IllegalStateException(
                                "there are no outcomes of a cluster %s at this Kafka"
                                        .formatted(asked));
                    });
            return new LookingBack(context, settings, listing, log);
        } catch (RuntimeException | InterruptedException failed) {
            listing.close();
            throw failed;
        }
    }

    /// The same cluster, as another configuration sees it.
    LookingBack with(PropertySource over) {
        ApplicationContext other = SyncerDesk.builder(settings).propertySources(over).start();
        return new LookingBack(other, settings, new Listing(other, Reading.ONCE), log);
    }

    /// @throws IllegalStateException if it cannot be asked
    Cluster cluster() throws InterruptedException {
        return listing.await();
    }

    private static Cluster ready(ApplicationContext context, Reading reading)
            throws InterruptedException {
        Cluster cluster;
        try {
            cluster = context.getBean(Cluster.class);
        } catch (BeanInstantiationException unreachable) {
            for (Throwable cause = unreachable; cause != null; cause = cause.getCause()) {
                if (cause instanceof IllegalStateException said) {
                    throw said;
                }
            }
            throw unreachable;
        }
        if (reading == Reading.ONCE) {
            listWhileProbing(cluster);
        } else {
            require(cluster.probe());
            cluster.synchronize();
        }
        return cluster;
    }

    /// Most of a short command's time.
    private static void listWhileProbing(Cluster cluster) throws InterruptedException {
        var listing =
                new FutureTask<>(() -> {
                    cluster.list();
                    return cluster;
                });
        Thread.ofPlatform().daemon().name("listing").start(listing);
        try {
            require(cluster.probe());
            Parallel.result(listing);
        } finally {
            listing.cancel(true);
        }
    }

    /// To list would wait for a server that is away.
    private static void require(ApiServerProbe probe) throws InterruptedException {
        if (!probe.answers()) {
            throw new IllegalStateException("the API server does not answer, or is not ready");
        }
    }

    /// With the pauses that hold now.
    private static RecordLog record(
            ApplicationContext context, KafkaClients clients, List<String> clusters)
            throws InterruptedException {
        RecordLog log = RecordLog.open(clients, clusters);
        if (log.hasControl()) {
            context.getBean(ControlTail.class).readToTheEnd();
        }
        return log;
    }

    /// Of the configuration.
    String name() {
        return context.getBean(SyncerConfig.class).cluster();
    }

    Clock clock() {
        return context.getBean(Clock.class);
    }

    Workloads workloads() throws InterruptedException {
        return cluster().workloads();
    }

    WorkloadPolicies policies() throws InterruptedException {
        return new WorkloadPolicies(workloads(), context.getBean(PolicyReader.class));
    }

    FlowControl flow() {
        return context.getBean(FlowControl.class);
    }

    static IllegalArgumentException unavailable(KafkaException away) {
        return new IllegalArgumentException(
                "pushwire.kafka.bootstrap-servers: " + away.getMessage(), away);
    }

    @Override
    public void close() {
        listing.close();
        context.close();
    }
}
