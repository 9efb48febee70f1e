// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.runtime.Backoff;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.level.Partition;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.ImageEventCodec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;

/// From a record's bytes to its outcome. A fault of ours in it is tried again, then recorded: one
/// event must not keep all later ones waiting for ever.
final class EventHandler {

    private static final Logger LOG = LoggerFactory.getLogger(EventHandler.class);
    private static final int TRIES = 3;

    private final String log;
    private final long end;
    private final EventExecution execution;

    /// @param log the topic's id
    /// @param end what stands before it may have been handled by the partition's last owner
    EventHandler(String log, long end, EventExecution execution) {
        this.log = log;
        this.end = end;
        this.execution = execution;
    }

    /// A record that was read and waits for its turn.
    sealed interface Read {
        Position position();

        record Understood(PositionedEvent event) implements Read {
            @Override
            public Position position() {
                return event.position();
            }
        }

        record NotUnderstood(Position position, String key, String reason) implements Read {}
    }

    /// To be called in the order of the log.
    Read read(ConsumerRecord<byte[], byte[]> found, Partition partition) {
        return switch (ImageEventCodec.read(found)) {
            case Decoded.Understood<ImageEvent>(ImageEvent event) ->
                    new Read.Understood(
                            partition.hear(
                                    event, event.at(log, found.partition(), found.offset())));
            case Decoded.NotUnderstood<ImageEvent>(String reason) ->
                    new Read.NotUnderstood(
                            new Position(log, found.partition(), found.offset()),
                            key(found),
                            reason);
        };
    }

    void handle(Read read) throws InterruptedException {
        var backoff = new Backoff();
        for (int tried = 1; ; tried++) {
            try {
                run(read);
                return;
            } catch (RuntimeException | Error fault) {
                LOG.error("Tried to handle {} but failed, try {}", read.position(), tried, fault);
                if (tried == TRIES) {
                    execution.recordClusterWide(
                            read.position(), key(read), OutcomeKind.Failed, fault.toString());
                    return;
                }
            }
            backoff.pause();
        }
    }

    static String key(ConsumerRecord<byte[], byte[]> found) {
        byte[] key = found.key();
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    private static String key(Read read) {
        return switch (read) {
            case Read.Understood(PositionedEvent event) -> event.event().image().toString();
            case Read.NotUnderstood(_, String key, _) -> key;
        };
    }

    private void run(Read read) throws InterruptedException {
        switch (read) {
            case Read.Understood(PositionedEvent event) ->
                    execution.run(event, event.position().offset() < end);
            case Read.NotUnderstood(Position position, String key, String reason) ->
                    execution.recordClusterWide(position, key, OutcomeKind.Unreadable, reason);
        }
    }
}
