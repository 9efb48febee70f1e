// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.bench.cluster.KubeClient;
import io.pushwire.bench.cluster.Parallel;
import io.pushwire.bench.process.Parts;
import io.pushwire.bench.sending.Push;
import io.pushwire.image.Digest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Many workloads written at once: because of one push, because of many, and by a bare loop.
final class ManyWrites {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    // The slot of the container whose image a group shares.
    private static final int SHARED = 2;
    // As many connections as a few busy registries have.
    private static final int SENDERS = 64;

    private final Stage stage;
    private final InetSocketAddress listener;
    private final Outcomes outcomes;
    private final Pushes pushes;
    private final Settled settled;

    ManyWrites(Stage stage, InetSocketAddress listener, Outcomes outcomes, Pushes pushes) {
        this.stage = stage;
        this.listener = listener;
        this.outcomes = outcomes;
        this.pushes = pushes;
        this.settled = new Settled(stage.api());
    }

    /// One push, told by a notification, that a whole group follows.
    Spread onePush(int group) throws IOException, InterruptedException {
        settled.forget();
        int size = stage.fleet().group();
        Push push = pushes.next(Fleet.shared(group));
        try (var sender = new Sender.ByNotification(listener)) {
            Sender.Sent sent = sender.send(push);
            outcomes.await(push.digest(), size, PATIENCE);
            return Spread.of(size, sent.begun(), settled.writes(size));
        }
    }

    /// The same patches without Pushwire: made before, sent by as many threads as the syncer has
    /// writes at once.
    Spread bareLoop(int group) throws IOException, InterruptedException {
        Fleet fleet = stage.fleet();
        int first = group * fleet.group();
        Push push = pushes.next(Fleet.shared(group));
        List<BarePatch> patches =
                IntStream.range(first, first + fleet.group())
                        .mapToObj(number -> BarePatch.of(fleet, number, SHARED, push))
                        .toList();
        settled.forget();
        Instant begun = Instant.now();
        Parallel.run(
                SyncerPlan.PARALLEL_WRITES,
                0,
                patches.size(),
                () -> number -> patch(patches.get(number)));
        return Spread.of(fleet.group(), begun, settled.writes(fleet.group()));
    }

    private void patch(BarePatch patch) throws IOException {
        KubeClient.Answer answer = stage.client().send("PATCH", patch.path(), patch.body());
        if (!answer.isGood()) {
            throw new IOException(
                    "the API server answered the bare loop %d: %s"
                            .formatted(answer.code(), answer.body()));
        }
    }

    /// So many pushes at once, each of an image that one workload uses.
    Spread manyPushes(int number) throws IOException, InterruptedException {
        List<Push> all = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            all.add(pushes.next(Fleet.own(i)));
        }
        settled.forget();
        Instant begun = Instant.now();
        try (var senders = new Parts()) {
            Parallel.run(
                    SENDERS,
                    0,
                    number,
                    () -> {
                        var sender = senders.add(new Sender.ByNotification(listener));
                        return each -> sender.send(all.get(each));
                    });
        }
        for (Digest digest : all.stream().map(Push::digest).toList()) {
            outcomes.await(digest, 1, PATIENCE.minus(Duration.between(begun, Instant.now())));
        }
        return Spread.of(number, begun, settled.writes(number));
    }
}
