// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.kafka.KafkaClients;
import io.pushwire.runtime.Backoff;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Keeps the index true to Kafka, on a thread of its own: what is missing, and then whatever comes.
/// It joins no group and commits nothing there.
public final class RecordFollower {

    private static final Logger LOG = LoggerFactory.getLogger(RecordFollower.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);
    private static final Map<String, String> READING =
            Map.of(
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "4000",
                    // Of a heap of 256 MiB.
                    ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "8388608",
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1048576",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");

    private final KafkaClients clients;
    private final IndexFolder folder;
    private final Duration betweenCommits;
    private final Arrivals arrivals = new Arrivals();
    private final ReadWriteLock openness = new ReentrantReadWriteLock();
    private volatile RecordState state = new RecordState.Building(Progress.NONE);
    private volatile @Nullable Round round;
    private volatile boolean stopping;
    private volatile Optional<String> doubt = Optional.empty();
    private @Nullable RecordIndex index;
    private @Nullable Thread thread;

    /// @param folder of the index, which need not exist; nothing else in it is touched
    /// @param betweenCommits how much is read again after a crash
    public RecordFollower(KafkaClients clients, Path folder, Duration betweenCommits) {
        this.clients = clients;
        this.folder = new IndexFolder(folder);
        this.betweenCommits = betweenCommits;
    }

    /// Returns at once.
    public synchronized void start() {
        thread = Thread.ofPlatform().daemon().name("record").start(this::run);
    }

    public RecordState state() {
        return state;
    }

    /// How often there was something new to search, since the start.
    public Arrivals arrivals() {
        return arrivals;
    }

    /// What can be searched now; empty while [#state()] is not ready. To be closed.
    public Optional<Snapshot> snapshot() throws IOException {
        openness.readLock().lock();
        try {
            RecordIndex open = index;
            return open == null || !(state instanceof RecordState.Ready)
                    ? Optional.empty()
                    : Optional.of(open.snapshot());
        } finally {
            openness.readLock().unlock();
        }
    }

    /// Somebody could not read the index. It is built anew if it is broken.
    public void unreadable(IOException failed) {
        LOG.warn("Tried to read the index of the record but", failed);
        if (failed instanceof CorruptIndexException) {
            doubt = Optional.of(failed.toString());
        }
    }

    /// Ends, with everything that was read so far in the index.
    public void close() throws InterruptedException {
        stopping = true;
        Round present = round;
        if (present != null) {
            present.consumer().wakeup();
        }
        Thread ending;
        synchronized (this) {
            ending = thread;
        }
        if (ending != null && !ending.join(LONGEST_CLOSE)) {
            ending.interrupt();
        }
    }

    private void run() {
        var backoff = new Backoff();
        Optional<String> broken = Optional.empty();
        while (!stopping) {
            try {
                open(broken);
                broken = Optional.empty();
                follow();
                broken = doubt;
                doubt = Optional.empty();
            } catch (KafkaException away) {
                if (!stopping) {
                    LOG.warn("Tried to read the record but {}", away.toString());
                }
            } catch (LockObtainFailedException inUse) {
                unusable("another process uses the folder of the index: " + inUse.getMessage());
            } catch (IOException | RuntimeException failed) {
                LOG.warn("the index of the record cannot be used", failed);
                unusable("the index cannot be used: " + failed);
                broken = Optional.of(failed.toString());
            } catch (InterruptedException stopped) {
                stopping = true;
            }
            shut();
            try {
                if (!stopping) {
                    backoff.pause();
                }
            } catch (InterruptedException stopped) {
                stopping = true;
            }
        }
    }

    private void unusable(String reason) {
        if (!new RecordState.Unusable(reason).equals(state)) {
            LOG.warn("{}", reason);
        }
        state = new RecordState.Unusable(reason);
    }

    private void open(Optional<String> broken) throws IOException {
        RecordIndex opened = broken.isPresent() ? folder.anew(broken.get()) : folder.open();
        openness.writeLock().lock();
        try {
            index = opened;
        } finally {
            openness.writeLock().unlock();
        }
    }

    private void shut() {
        openness.writeLock().lock();
        try {
            if (index != null) {
                index.close();
            }
        } catch (IOException | RuntimeException failed) {
            LOG.warn("Tried to close the index of the record but {}", failed.toString());
        } finally {
            index = null;
            if (state instanceof RecordState.Ready) {
                state = new RecordState.Building(Progress.NONE);
            }
            openness.writeLock().unlock();
        }
    }

    private void follow() throws IOException, InterruptedException {
        RecordIndex open = index;
        if (open == null) {
            return;
        }
        try (var admin = clients.admin();
                Consumer<byte[], byte[]> consumer = clients.reader(READING)) {
            var reading =
                    new Round(consumer, new Topology(admin, consumer, open), open, betweenCommits);
            round = reading;
            reading.run(() -> !stopping && doubt.isEmpty(), this::tell);
        } catch (InterruptException stopped) {
            throw new InterruptedException(stopped.getMessage());
        } finally {
            round = null;
        }
    }

    private void tell(RecordState next) {
        if (next instanceof RecordState.Ready(int documents)
                && state instanceof RecordState.Building(Progress progress)) {
            LOG.atInfo()
                    .addKeyValue("documents", documents)
                    .addKeyValue("read", progress.read())
                    .addKeyValue("tookMs", progress.elapsed().toMillis())
                    .log("the record can be asked");
        }
        state = next;
        if (next instanceof RecordState.Ready) {
            arrivals.more();
        }
    }
}
