// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.MalformedJsonException;
import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Gives workloads pods and moves their status, as Kubernetes' own controllers would. An ordinary
/// client of any API server that has no controllers of its own.
public final class RolloutController implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutController.class);
    private static final int WORKERS = 4;
    private static final Duration AGAIN = Duration.ofMillis(500);

    /// The collections by the kind of a controlling owner.
    private static final Map<String, String> BY_KIND =
            Map.of(
                    "Deployment", World.DEPLOYMENTS,
                    "StatefulSet", World.STATEFUL_SETS,
                    "DaemonSet", World.DAEMON_SETS,
                    "ReplicaSet", World.REPLICA_SETS);

    private final Api api;
    private final World world;
    private final WorkQueue queue = new WorkQueue();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Reconciler> reconcilers;
    private final List<Thread> threads = new ArrayList<>();

    private RolloutController(RolloutOptions options) {
        var clock = Clock.systemUTC();
        api = new Api(options);
        world = new World(api);
        reconcilers =
                Map.of(
                        World.DEPLOYMENTS,
                        new DeploymentRollout(world, new DeploymentStatus(clock)),
                        World.STATEFUL_SETS,
                        new StatefulSetRollout(world, new Revisions(api)),
                        World.DAEMON_SETS,
                        new DaemonSetRollout(world),
                        World.REPLICA_SETS,
                        new ReplicaSetRollout(world),
                        World.PODS,
                        new Kubelet(world, options, clock));
    }

    /// Starts at once and never gives up: while the server is away it asks again and again.
    public static RolloutController start(RolloutOptions options) {
        var controller = new RolloutController(options);
        controller
                .world
                .mirrors()
                .forEach((collection, mirror) ->
                        controller.run(
                                new Follower(
                                        controller.api,
                                        mirror,
                                        object -> controller.changed(collection, object),
                                        controller.closed)));
        for (var i = 0; i < WORKERS; i++) {
            controller.run(controller::work);
        }
        return controller;
    }

    private void run(Runnable task) {
        threads.add(Thread.ofVirtual().name("sandbox-rollouts").start(task));
    }

    private void changed(String collection, JsonObject object) {
        var place = Place.of(collection, object);
        queue.add(place);
        Mirror.controller(object)
                .ifPresent(owner -> {
                    var owners = BY_KIND.get(Trees.text(owner, "kind"));
                    if (owners != null) {
                        queue.add(new Place(owners, place.namespace(), Trees.text(owner, "name")));
                    }
                });
    }

    private void work() {
        try {
            while (closed.getCount() > 0) {
                var place = queue.take();
                try {
                    look(place).ifPresent(delay -> queue.addLater(place, delay));
                } finally {
                    queue.done(place);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer at work");
        }
    }

    private Optional<Duration> look(Place place) throws InterruptedException {
        try {
            var object = world.find(place);
            if (object.isEmpty() || isLeaving(place, object.get())) {
                return Optional.empty();
            }
            var reconciler = Optional.ofNullable(reconcilers.get(place.collection())).orElseThrow();
            return reconciler.reconcile(object.get());
        } catch (IOException | MalformedJsonException e) {
            LOG.debug("Tried to move {} but", place, e);
            return Optional.of(AGAIN);
        } catch (RuntimeException e) {
            LOG.error("Tried to move {} but", place, e);
            return Optional.empty();
        }
    }

    private static boolean isLeaving(Place place, JsonObject object) {
        return !place.collection().equals(World.PODS)
                && Trees.at(object, "metadata", "deletionTimestamp").isPresent();
    }

    @Override
    public void close() {
        closed.countDown();
        threads.forEach(Thread::interrupt);
        api.close();
    }
}
