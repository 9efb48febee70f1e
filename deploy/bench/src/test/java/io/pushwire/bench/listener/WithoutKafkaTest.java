// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.pushwire.event.ImageEvent;
import io.pushwire.listener.reception.EventPublisher;
import io.pushwire.listener.reception.Publication;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.ImageEventCodec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// The bound is the listener's own context with one bean in another's place.
final class WithoutKafkaTest {

    @Test
    void takesThePlaceOfTheLogAndAnswersAtOnce() {
        // Nobody is at the address: whatever waited for Kafka would not end well.
        try (var context =
                ApplicationContext.run(
                        Map.of("pushwire.kafka.bootstrap-servers", "127.0.0.1:1"), "listener")) {
            var publisher = context.getBean(EventPublisher.class);
            var sent = new Notifications(1, "log").toRecord(0);
            var found = new ConsumerRecord<>("log", 0, 0L, sent.key(), sent.value());
            sent.headers().forEach(found.headers()::add);
            var event = ((Decoded.Understood<ImageEvent>) ImageEventCodec.read(found)).value();

            assertThat(publisher.publish(List.of(event, event)))
                    .hasSize(2)
                    .hasOnlyElementsOfType(Publication.Stored.class);
        }
    }
}
