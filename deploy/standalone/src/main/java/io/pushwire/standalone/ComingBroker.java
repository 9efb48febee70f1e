// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone;

import io.pushwire.kafka.ComingKafka;
import io.pushwire.standalone.broker.Broker;
import io.pushwire.standalone.broker.BrokerFailedException;
import io.pushwire.standalone.broker.DataDirectory;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/// The broker on its way. The services get ready beside it, because both take long and neither
/// needs the other for most of it.
final class ComingBroker implements ComingKafka, AutoCloseable {

    private final FutureTask<Broker> start;

    private ComingBroker(FutureTask<Broker> start) {
        this.start = start;
    }

    /// Returns at once.
    static ComingBroker on(DataDirectory data) {
        var start = new FutureTask<>(() -> Broker.start(data));
        Thread.ofPlatform().name("broker-start").daemon().start(start);
        return new ComingBroker(start);
    }

    @Override
    public String bootstrapServers() {
        try {
            return start.get().bootstrapServers();
        } catch (ExecutionException | CancellationException failed) {
            throw new KafkaException("the broker did not start", failed);
        } catch (InterruptedException stopping) {
            throw new InterruptException(stopping);
        }
    }

    /// Returns when clients can connect.
    ///
    /// @throws BrokerFailedException if there will be none, saying why
    Broker await() throws BrokerFailedException, InterruptedException {
        try {
            return start.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof BrokerFailedException why) {
                throw why;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (CancellationException stopping) {
            throw new InterruptedException("stopping");
        }
    }

    /// One that is still starting is given up.
    @Override
    public void close() {
        if (start.cancel(true) || start.state() != Future.State.SUCCESS) {
            return;
        }
        start.resultNow().close();
    }
}
