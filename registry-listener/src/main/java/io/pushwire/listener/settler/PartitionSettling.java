// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.settler;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.ImageTag;
import io.pushwire.registry.Looked;
import io.pushwire.runtime.Backoff;
import io.pushwire.tag.KnownTag;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// The unsettled events of one partition: the tags side by side, the events of one tag together,
/// with one look-up under way for it at most.
public final class PartitionSettling {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionSettling.class);

    private final Parts parts;
    private final Map<ImageTag, KnownTag> known;
    private final LongConsumer settled;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    // Both guarded by `queues`, so that no event is read between the look at a queue and at
    // lastRead.
    private final Map<ImageTag, List<Waiting>> queues = new HashMap<>();
    private long lastRead;

    /// @param known what `pushwire.tags` holds of the partition
    /// @param position the first offset that will be read
    /// @param settled told each offset once it is settled
    public PartitionSettling(
            Parts parts, Map<ImageTag, KnownTag> known, long position, LongConsumer settled) {
        this.parts = parts;
        this.known = new ConcurrentHashMap<>(known);
        this.lastRead = position - 1;
        this.settled = settled;
    }

    /// What all partitions share.
    public record Parts(
            LookUps lookUps, Settlement settlement, Patience patience, InstantSource clock) {}

    /// The next event of the partition.
    public void take(ImageEvent event, Position at) {
        ImageTag image = event.image();
        synchronized (queues) {
            lastRead = at.offset();
            KnownTag before = known.get(image);
            if (before != null && before.hasSettled(at)) {
                settled.accept(at.offset());
                return;
            }
            var waiting =
                    Waiting.of(event, at, parts.patience().settlingTime(), parts.clock().instant());
            List<Waiting> queue = queues.get(image);
            if (queue != null) {
                queue.add(waiting);
                return;
            }
            queues.put(image, new ArrayList<>(List.of(waiting)));
        }
        threads.execute(() -> settleAll(image));
    }

    /// The next record of the partition, if it is no event.
    public void pass(long offset) {
        synchronized (queues) {
            lastRead = offset;
        }
        settled.accept(offset);
    }

    /// What is settled of a tag; empty while something of it is under way.
    Optional<SettledPartitions.Settled> settled(ImageTag image) {
        synchronized (queues) {
            return queues.containsKey(image)
                    ? Optional.empty()
                    : Optional.of(
                            new SettledPartitions.Settled(
                                    Optional.ofNullable(known.get(image)), lastRead));
        }
    }

    /// Ends after a while; what is not settled then, the partition's next owner settles.
    public void finish(Duration patience) throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void abandon() {
        threads.shutdownNow();
    }

    private void settleAll(ImageTag image) {
        var asking = new Asking();
        try {
            while (remains(image)) {
                if (settleNext(image, asking)) {
                    asking = new Asking();
                } else {
                    asking.backoff.pause();
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return whether it came a step further
    private boolean settleNext(ImageTag image, Asking asking) throws InterruptedException {
        Batch batch = due(image);
        if (batch.events().isEmpty()) {
            sleepUntil(head(image).due());
            return true;
        }
        try {
            return settle(image, batch, asking);
        } catch (RuntimeException fault) {
            // Nothing is lost: the offset stays uncommitted and the log has the event.
            LOG.error("Tried to settle {} but failed; trying again", image, fault);
            return false;
        }
    }

    /// @return whether the batch, or a part of it, is settled
    private boolean settle(ImageTag image, Batch batch, Asking asking) throws InterruptedException {
        Optional<KnownTag> before = Optional.ofNullable(known.get(image));
        Verdict verdict;
        if (batch.needsAnswer()) {
            Looked answer = parts.lookUps().ask(image);
            verdict =
                    Settling.judge(
                            before, batch, answer, parts.patience(), parts.clock().instant());
        } else {
            verdict = Settling.withoutAnswer(before, batch, parts.clock().instant());
        }
        return switch (verdict) {
            case Verdict.Settled done -> {
                carryOut(image, batch, done);
                yield true;
            }
            case Verdict.Later(Optional<Instant> notBefore, String reason) -> {
                asking.complain(image, reason);
                if (notBefore.isPresent()) {
                    sleepUntil(notBefore.get());
                }
                yield false;
            }
        };
    }

    private void carryOut(ImageTag image, Batch batch, Verdict.Settled done)
            throws InterruptedException {
        KnownTag after = done.after();
        if (done.word().isPresent()) {
            ImageEvent.Observed word = done.word().get();
            Position at = parts.settlement().publish(word);
            after = after.with(word.digest(), at, after.updatedAt());
            LOG.info("{} is at {}, says its registry", image, word.digest().abbreviated());
        }
        for (ImageEvent event : done.unanswered()) {
            LOG.warn("{} of {} stays unconfirmed: {}", event.id(), image, done.reason());
            parts.settlement().bury(event, done.reason());
        }
        parts.settlement().record(after);
        known.put(image, after);
        synchronized (queues) {
            List<Waiting> queue = queues.get(image);
            if (queue != null) {
                queue.subList(0, done.events()).clear();
            }
        }
        batch.events()
                .subList(0, done.events())
                .forEach(event -> settled.accept(event.at().offset()));
    }

    private boolean remains(ImageTag image) {
        synchronized (queues) {
            List<Waiting> queue = queues.get(image);
            if (queue != null && queue.isEmpty()) {
                queues.remove(image);
                return false;
            }
            return queue != null;
        }
    }

    private Batch due(ImageTag image) {
        synchronized (queues) {
            return Batch.due(
                    queues.getOrDefault(image, List.of()), lastRead, parts.clock().instant());
        }
    }

    private Waiting head(ImageTag image) {
        synchronized (queues) {
            return queues.getOrDefault(image, List.of()).getFirst();
        }
    }

    private void sleepUntil(Instant time) throws InterruptedException {
        Duration left = Duration.between(parts.clock().instant(), time);
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }

    /// The tries for one batch.
    private static final class Asking {

        private final Backoff backoff = new Backoff();
        private String complaint = "";

        /// Once for each reason.
        void complain(ImageTag image, String reason) {
            if (!reason.equals(complaint)) {
                LOG.warn("Tried to look up {} but {}; trying again", image, reason);
                complaint = reason;
            }
        }
    }
}
