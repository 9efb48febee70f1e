// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A running broker, kept running: when its process dies another one takes its place, at the same
/// address and on the same log.
public final class Broker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LOCK = Duration.ofSeconds(30);
    private static final Duration STOP = BrokerProcess.SHUTDOWN.plusSeconds(2);
    // It writes down then what it has loaded.
    private static final Duration TRAINING = Duration.ofSeconds(90);
    private static final Duration HEALTHY = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int PORT_ATTEMPTS = 3;

    private final DataDirectory data;
    private final BrokerPorts ports;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread supervisor;
    private volatile BrokerRun run;

    private Broker(DataDirectory data, BrokerPorts ports, BrokerRun run) {
        this.data = data;
        this.ports = ports;
        this.run = run;
        this.supervisor = Thread.ofPlatform().name("broker-supervisor").unstarted(this::supervise);
    }

    /// Returns when clients can connect.
    ///
    /// @throws BrokerFailedException if there will be none, saying why
    public static Broker start(DataDirectory data)
            throws BrokerFailedException, InterruptedException {
        try {
            awaitLog(data, new CountDownLatch(1));
            for (int attempt = 1; ; attempt++) {
                BrokerPorts ports = BrokerPorts.choose(data);
                BrokerRun run = BrokerRun.launch(data, ports);
                if (becameReady(run)) {
                    var broker = new Broker(data, ports, run);
                    broker.supervisor.start();
                    return broker;
                }
                run.kill();
                var end = BrokerEnd.of(run, data);
                if (!end.portTaken() || attempt == PORT_ATTEMPTS) {
                    throw new BrokerFailedException(
                            "The Kafka broker did not start: " + end.report());
                }
            }
        } catch (IOException failed) {
            throw new BrokerFailedException(
                    "Tried to start the Kafka broker but " + failed, failed);
        }
    }

    /// Nobody would end one whose start is given up.
    private static boolean becameReady(BrokerRun run) throws InterruptedException {
        try {
            return run.awaitReady(START);
        } catch (InterruptedException stopping) {
            run.abandon();
            throw stopping;
        }
    }

    /// `host:port`, the same for the whole life and for the next start.
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.clients();
    }

    /// Of the process that runs now.
    public long pid() {
        return run.pid();
    }

    private void supervise() {
        Duration pause = FIRST_PAUSE;
        try {
            while (true) {
                long begun = System.nanoTime();
                run.awaitEnd();
                if (closing.getCount() == 0) {
                    return;
                }
                boolean wasHealthy = System.nanoTime() - begun > HEALTHY.toNanos();
                pause = wasHealthy ? FIRST_PAUSE : pause;
                LOG.error(
                        "The Kafka broker ended, starting it again in {} ms: {}",
                        pause.toMillis(),
                        BrokerEnd.of(run, data).report());
                if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = longer(pause);
                restart();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void restart() throws InterruptedException {
        try {
            awaitLog(data, closing);
            synchronized (closing) {
                if (closing.getCount() == 0) {
                    return;
                }
                run = BrokerRun.launch(data, ports);
            }
            if (run.awaitReady(START)) {
                LOG.info("The Kafka broker is back on {}", bootstrapServers());
            } else {
                run.kill();
            }
        } catch (IOException | BrokerFailedException failed) {
            LOG.error("Tried to start the Kafka broker but {}", failed.getMessage());
        }
    }

    /// A predecessor that was killed with its parent may still be writing its last.
    private static void awaitLog(DataDirectory data, CountDownLatch cancelled)
            throws IOException, BrokerFailedException, InterruptedException {
        long end = System.nanoTime() + LOCK.toNanos();
        boolean said = false;
        while (data.logIsLocked()) {
            if (!said) {
                LOG.warn(
                        "waiting for {}: the broker before this one is still closing it",
                        data.log());
                said = true;
            }
            if (System.nanoTime() > end) {
                throw new BrokerFailedException(
                        "%s is still locked by another process after %d s; find it with: fuser %s"
                                .formatted(
                                        data.log(), LOCK.toSeconds(), data.log().resolve(".lock")));
            }
            if (cancelled.await(50, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /// Lets it close its log; kills it if that takes too long.
    @Override
    public void close() {
        synchronized (closing) {
            closing.countDown();
        }
        try {
            run.stop(BrokerRun.isTraining() ? TRAINING : STOP);
            supervisor.join(STOP);
        } catch (InterruptedException hurried) {
            run.abandon();
            Thread.currentThread().interrupt();
        }
    }
}
