// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import io.pushwire.bench.process.ServiceProcess;
import io.pushwire.kafka.Topics;

import org.apache.kafka.clients.producer.Producer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Runs the plan: in each round every variant once at every number of connections, one after the
/// other, so that a busy minute of the machine touches all of them.
final class BenchRun {

    private final Plan plan;
    private final Consumer<String> progress;
    private final Topic topic;
    private final Producer<byte[], byte[]> producer;
    private final ServiceProcess listener;
    private final ServiceProcess withoutKafka;
    private final Notifications toListener;
    private final Notifications toOther;
    private final AtomicLong numbers = new AtomicLong();

    BenchRun(Plan plan, Processes processes, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        this.topic = processes.topic();
        this.producer = processes.producer();
        this.listener = processes.listener();
        this.withoutKafka = processes.withoutKafka();
        this.toListener = new Notifications(listener.port(), Topics.IMAGE_EVENTS);
        this.toOther = new Notifications(withoutKafka.port(), Topics.IMAGE_EVENTS);
    }

    Results run() throws IOException, InterruptedException {
        int most = plan.connections().getLast();
        for (Variant variant : Variant.values()) {
            progress.accept("warming up: " + variant.title());
            measure(variant, most, plan.warmUp());
        }
        var results = new Results();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (int connections : plan.connections()) {
                progress.accept(
                        "round %d of %d: %d connections"
                                .formatted(round, plan.rounds(), connections));
                for (Variant variant : Variant.values()) {
                    results.add(variant, connections, measure(variant, connections, plan.time()));
                }
            }
        }
        return results;
    }

    private Measured measure(Variant variant, int connections, Duration time)
            throws IOException, InterruptedException {
        topic.flush(variant.flushed());
        return new ClosedLoop(connections, time).run(senders(variant), numbers);
    }

    private Call.Factory senders(Variant variant) {
        return switch (variant) {
            case LISTENER, FLUSHED -> () -> new HttpCall(listener.address(), toListener, false);
            case WITHOUT_KAFKA -> () -> new HttpCall(withoutKafka.address(), toOther, false);
            case PRODUCER -> () -> new ProducerCall(producer, toListener);
            case CONNECTING -> () -> new HttpCall(listener.address(), toListener, true);
            case CONNECTING_WITHOUT_KAFKA ->
                    () -> new HttpCall(withoutKafka.address(), toOther, true);
        };
    }
}
