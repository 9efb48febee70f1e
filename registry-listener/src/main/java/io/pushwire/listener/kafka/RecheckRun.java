// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.pushwire.control.ControlRecord;
import io.pushwire.control.RecheckRequest;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.InventoryRecord;
import io.pushwire.inventory.TagUse;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.TopicProvisioner;
import io.pushwire.kafka.TopicProvisioner.Wanted;
import io.pushwire.kafka.TopicTail;
import io.pushwire.kafka.Topics;
import io.pushwire.listener.recheck.InUse;
import io.pushwire.listener.recheck.Rechecks;
import io.pushwire.listener.settler.Settlement;
import io.pushwire.runtime.Backoff;
import io.pushwire.wire.ControlCodec;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.InventoryCodec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The re-check's ear on `pushwire.inventory.*` and `pushwire.control`, and its thread.
public final class RecheckRun {

    private static final Logger LOG = LoggerFactory.getLogger(RecheckRun.class);
    private static final int MOST_TRIES = 6;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final TopicProvisioner topics;
    private final LogWriter writer;
    private final InUse inUse;
    private final Optional<Function<Settlement, Rechecks>> maker;
    private final Clock clock;
    private final TopicTail inventories;
    private final TopicTail requests;
    private volatile @Nullable Rechecks rechecks;
    private @Nullable Thread thread;
    private boolean closed;

    /// @param inUse kept true to the inventories
    /// @param maker makes the re-check, given where its words go; empty: it is switched off
    public RecheckRun(
            KafkaClients clients,
            TopicProvisioner topics,
            LogWriter writer,
            InUse inUse,
            Optional<Function<Settlement, Rechecks>> maker,
            Clock clock) {
        this.topics = topics;
        this.writer = writer;
        this.inUse = inUse;
        this.maker = maker;
        this.clock = clock;
        this.inventories =
                TopicTail.all(
                        clients,
                        "inventories",
                        topic -> Topics.clusterOfInventory(topic).isPresent(),
                        this::learn);
        this.requests = TopicTail.of(clients, "requests", Topics.CONTROL, this::hear);
    }

    /// Returns at once.
    ///
    /// @param log id of the topic
    public synchronized void start(String log) {
        if (closed) {
            return;
        }
        if (maker.isEmpty()) {
            LOG.info("tags are not re-checked: pushwire.reconcile.interval is 0");
            return;
        }
        Rechecks made = maker.get().apply(new KafkaSettlement(writer, log, clock));
        rechecks = made;
        thread = Thread.ofPlatform().daemon().name("re-check").start(() -> run(made));
    }

    /// Ends what is under way.
    public void close() throws InterruptedException {
        Thread ending;
        synchronized (this) {
            closed = true;
            ending = thread;
        }
        inventories.close();
        requests.close();
        if (ending != null) {
            ending.interrupt();
            ending.join(LONGEST_CLOSE);
        }
    }

    /// How many tags this replica looks after.
    public int size() {
        Rechecks present = rechecks;
        return present == null ? 0 : present.size();
    }

    private void run(Rechecks made) {
        try {
            inventories.start();
            inventories.awaitRead();
            provision();
            requests.start();
            made.run();
        } catch (InterruptedException stopping) {
            LOG.debug("stopping");
        }
    }

    /// Tags are re-checked without it too, but nobody can ask for it.
    private void provision() throws InterruptedException {
        var backoff = new Backoff();
        String missing = "";
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                topics.provision(List.of(Wanted.newestOfAll(Topics.CONTROL)));
                return;
            } catch (KafkaException notYet) {
                missing = String.valueOf(notYet.getMessage());
                backoff.pause();
            }
        }
        LOG.warn("{}; a re-check cannot be asked for until it is there", missing);
    }

    private void learn(ConsumerRecord<byte[], byte[]> next) {
        Topics.clusterOfInventory(next.topic()).ifPresent(cluster -> learn(cluster, next));
    }

    private void learn(String cluster, ConsumerRecord<byte[], byte[]> next) {
        if (next.value() == null) {
            ImageTag.parse(new String(next.key(), StandardCharsets.UTF_8))
                    .ifPresent(tag -> inUse.forget(cluster, tag));
        } else if (InventoryCodec.read(next)
                instanceof Decoded.Understood<InventoryRecord>(TagUse use)) {
            inUse.learn(cluster, use);
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> next) {
        Rechecks present = rechecks;
        if (present != null
                && next.value() != null
                && ControlCodec.read(next)
                        instanceof Decoded.Understood<ControlRecord>(RecheckRequest request)) {
            present.request(request);
        }
    }
}
