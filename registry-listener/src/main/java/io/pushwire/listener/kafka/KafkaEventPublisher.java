// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.pushwire.event.ImageEvent;
import io.pushwire.kafka.Topics;
import io.pushwire.listener.reception.EventPublisher;
import io.pushwire.listener.reception.Publication;
import io.pushwire.wire.ImageEventCodec;

import jakarta.inject.Singleton;

import java.util.List;

/// The log on `pushwire.image-events`.
@Singleton
final class KafkaEventPublisher implements EventPublisher {

    private final LogWriter writer;

    KafkaEventPublisher(LogWriter writer) {
        this.writer = writer;
    }

    @Override
    public List<Publication> publish(List<ImageEvent> events) {
        return writer.write(
                events.stream()
                        .map(event -> ImageEventCodec.write(Topics.IMAGE_EVENTS, event))
                        .toList());
    }
}
