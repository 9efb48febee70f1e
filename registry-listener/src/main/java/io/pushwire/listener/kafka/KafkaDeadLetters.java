// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.pushwire.kafka.Topics;
import io.pushwire.listener.reception.DeadLetter;
import io.pushwire.listener.reception.DeadLetters;
import io.pushwire.listener.reception.Publication;

import jakarta.inject.Singleton;

import java.util.List;

/// The dead letters on `pushwire.dead-letters`.
@Singleton
final class KafkaDeadLetters implements DeadLetters {

    private final LogWriter writer;

    KafkaDeadLetters(LogWriter writer) {
        this.writer = writer;
    }

    @Override
    public Publication keep(DeadLetter letter) {
        return writer.write(List.of(DeadLetterCodec.write(Topics.DEAD_LETTERS, letter))).getFirst();
    }
}
