// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.pushwire.kafka.WrongTopicException;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.execution.WorkloadFollower;
import io.pushwire.syncer.kafka.ClusterNameTakenException;
import io.pushwire.syncer.kafka.ControlTail;
import io.pushwire.syncer.kafka.Subscription;
import io.pushwire.syncer.kubernetes.Cluster;
import io.pushwire.syncer.level.Level;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The order of a syncer's start: nothing is consumed before all caches are synced and all pauses
/// known.
@Singleton
@Requires(notEnv = SyncerDesk.COMMAND)
final class SyncerRun implements ApplicationEventListener<StartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(SyncerRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Cluster cluster;
    private final ControlTail control;
    private final Subscription subscription;
    private final EventExecution execution;
    private final Level level;
    private final List<WorkloadFollower> followers;
    private final WarmUp warmUp;
    private final SyncerConfig config;
    private volatile boolean consuming;
    private @Nullable Thread thread;

    SyncerRun(
            Cluster cluster,
            ControlTail control,
            Subscription subscription,
            EventExecution execution,
            Level level,
            List<WorkloadFollower> followers,
            WarmUp warmUp,
            SyncerConfig config) {
        this.cluster = cluster;
        this.control = control;
        this.subscription = subscription;
        this.execution = execution;
        this.level = level;
        this.followers = List.copyOf(followers);
        this.warmUp = warmUp;
        this.config = config;
    }

    @Override
    public void onApplicationEvent(StartupEvent started) {
        thread = Thread.ofPlatform().name("syncer").start(this::run);
    }

    private void run() {
        ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
        try {
            followers.forEach(cluster::follow);
            // The cluster, Kafka and this JVM keep a start waiting, and none of them for another.
            Future<?> warm = beside.submit(this::warmUp);
            Future<?> topics = beside.submit(this::openTopics);
            cluster.synchronize();
            Optional<String> uid = cluster.uid();
            LOG.info("cluster {}: {} workloads indexed", config.cluster(), cluster.size());
            await(topics);
            if (uid.isPresent()) {
                subscription.claim(config.cluster(), uid.get(), SyncerRun::refuse);
            }
            await(warm);
            consuming = true;
            subscription.run(config.cluster(), execution, level);
        } catch (InterruptedException stopping) {
            LOG.debug("stopping");
        } catch (WrongTopicException | ClusterNameTakenException wrong) {
            refuse(wrong);
        } finally {
            beside.shutdownNow();
        }
    }

    private @Nullable Void warmUp() throws InterruptedException {
        warmUp.run();
        return null;
    }

    private @Nullable Void openTopics() throws InterruptedException {
        subscription.provision(config.cluster());
        control.readToTheEnd();
        return null;
    }

    private static void await(Future<?> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException ours -> throw ours;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }

    private static void refuse(RuntimeException wrong) {
        LOG.error("Cannot run: {}", wrong.getMessage());
        // Not from here: the shutdown waits for this thread.
        Thread.ofPlatform().name("exit").start(() -> System.exit(1));
    }

    @PreDestroy
    void stop() throws InterruptedException {
        subscription.stop();
        Thread running = thread;
        // What is under way is brought to its end; before that there is nothing to hand over.
        if (running != null && (!consuming || !running.join(PATIENCE))) {
            running.interrupt();
        }
    }
}
