// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.bound;

import io.micronaut.context.annotation.Primary;
import io.pushwire.event.ImageEvent;
import io.pushwire.listener.reception.EventPublisher;
import io.pushwire.listener.reception.Publication;

import jakarta.inject.Singleton;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Says at once that everything is stored, and stores nothing: all else of the listener is the
/// same.
@Singleton
@Primary
final class WithoutKafka implements EventPublisher {

    private final AtomicLong offset = new AtomicLong();

    @Override
    public List<Publication> publish(List<ImageEvent> events) {
        return events.stream()
                .<Publication>map(
                        _ -> new Publication.Stored("nowhere", 0, offset.getAndIncrement()))
                .toList();
    }
}
