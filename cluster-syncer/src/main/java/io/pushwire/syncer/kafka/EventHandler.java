// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.runtime.Backoff;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.execution.EventExecution;
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

    private final EventExecution execution;
    private final SendersMemory memory = new SendersMemory();

    EventHandler(EventExecution execution) {
        this.execution = execution;
    }

    /// @param log the topic's id
    void handle(String log, ConsumerRecord<byte[], byte[]> kafkaRecord)
            throws InterruptedException {
        var position = new Position(log, kafkaRecord.partition(), kafkaRecord.offset());
        var backoff = new Backoff();
        for (int tried = 1; ; tried++) {
            try {
                run(position, kafkaRecord);
                return;
            } catch (RuntimeException | Error fault) {
                LOG.error("Tried to handle {} but failed, try {}", position, tried, fault);
                if (tried == TRIES) {
                    execution.recordClusterWide(
                            position, key(kafkaRecord), OutcomeKind.Failed, fault.toString());
                    return;
                }
            }
            backoff.pause();
        }
    }

    static String key(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        byte[] key = kafkaRecord.key();
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    private void run(Position position, ConsumerRecord<byte[], byte[]> kafkaRecord)
            throws InterruptedException {
        switch (ImageEventCodec.read(kafkaRecord)) {
            case Decoded.Understood<ImageEvent>(ImageEvent event) ->
                    execution.run(
                            new PositionedEvent(
                                    event,
                                    event.at(
                                            position.log(),
                                            position.partition(),
                                            position.offset()),
                                    memory.doubts(event)));
            case Decoded.NotUnderstood<ImageEvent>(String reason) ->
                    execution.recordClusterWide(
                            position, key(kafkaRecord), OutcomeKind.Unreadable, reason);
        }
    }
}
