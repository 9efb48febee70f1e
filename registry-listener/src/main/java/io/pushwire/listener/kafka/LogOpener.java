// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.TopicProvisioner;
import io.pushwire.kafka.TopicProvisioner.Wanted;
import io.pushwire.kafka.Topics;
import io.pushwire.kafka.WrongTopicException;
import io.pushwire.runtime.Backoff;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Makes the topics and the producer, in the background and until it succeeds: a listener that
/// starts before its Kafka answers 503 and not "connection refused".
public final class LogOpener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogOpener.class);
    private static final List<Wanted> WANTED =
            List.of(
                    Wanted.forEver(Topics.IMAGE_EVENTS),
                    Wanted.newest(Topics.TAGS),
                    Wanted.forDays(Topics.DEAD_LETTERS, false, 30));
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(2);

    private final LogState state;
    private final KafkaClients clients;
    private final TopicProvisioner topics;
    private final Duration longestBlock;
    private final Consumer<String> opened;
    private final Consumer<String> fatal;
    private final Runnable rehearsal;
    private final Thread thread;

    /// @param ackTimeout no send blocks longer than a request waits, nor longer than two seconds
    /// @param rehearsal what is exercised before the log is open, and so before anything comes
    /// @param opened told the id of the log, once
    /// @param fatal told what no retry mends
    public LogOpener(
            LogState state,
            KafkaClients clients,
            TopicProvisioner topics,
            Duration ackTimeout,
            Runnable rehearsal,
            Consumer<String> opened,
            Consumer<String> fatal) {
        this.state = state;
        this.clients = clients;
        this.topics = topics;
        this.longestBlock = ackTimeout.compareTo(LONGEST_BLOCK) < 0 ? ackTimeout : LONGEST_BLOCK;
        this.rehearsal = rehearsal;
        this.opened = opened;
        this.fatal = fatal;
        this.thread = Thread.ofVirtual().name("log-opener").unstarted(this::openUntilDone);
    }

    /// Returns at once.
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void openUntilDone() {
        rehearsal.run();
        var backoff = new Backoff();
        while (!opened()) {
            try {
                backoff.pause();
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    /// @return whether no further try is needed
    private boolean opened() {
        try {
            String log = topics.provision(WANTED).id(Topics.IMAGE_EVENTS);
            state.open(connected(clients.producer(longestBlock)));
            LOG.info("the log is open");
            opened.accept(log);
            return true;
        } catch (WrongTopicException wrong) {
            String reason = String.valueOf(wrong.getMessage());
            state.notYet(reason);
            fatal.accept(reason);
            return true;
        } catch (RuntimeException away) {
            if (Thread.currentThread().isInterrupted()) {
                return true;
            }
            String reason = "Tried to open the log but: " + rootOf(away);
            state.notYet(reason);
            LOG.warn("{}; trying again", reason);
            return false;
        }
    }

    /// With the places of the topics, which the first record would wait for.
    private static Producer<byte[], byte[]> connected(Producer<byte[], byte[]> producer) {
        try {
            producer.partitionsFor(Topics.IMAGE_EVENTS);
            producer.partitionsFor(Topics.TAGS);
        } catch (KafkaException notYet) {
            LOG.debug("the first record will ask again", notYet);
        }
        return producer;
    }

    private static String rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage() == null ? root : root.getMessage());
    }
}
