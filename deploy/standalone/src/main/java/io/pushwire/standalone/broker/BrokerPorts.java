// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// Where the broker listens. Remembered in the data directory, because clients keep the address
/// that they were told.
///
/// @param clients where the services connect
/// @param controller where the broker talks to itself
record BrokerPorts(int clients, int controller) {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerPorts.class);

    // Below the range that systems give out to outgoing connections, so that a port that was free
    // yesterday is not somebody's connection today.
    private static final int FIRST = 19092;
    private static final int LAST = 19592;

    // A dying broker lets its log go a moment before its ports.
    private static final Duration PREDECESSOR = Duration.ofSeconds(5);
    private static final long PAUSE_MS = 50;

    /// The remembered ports if they are still to be had, else new ones, which are remembered.
    static BrokerPorts choose(DataDirectory data)
            throws BrokerFailedException, InterruptedException {
        try {
            Optional<BrokerPorts> remembered = read(data.ports());
            if (remembered.isPresent() && remembered.get().becomeFree()) {
                return remembered.get();
            }
            BrokerPorts chosen = search();
            remembered.ifPresent(taken ->
                    LOG.warn(
                            "Kafka of {} was on port {}, which another program has taken;"
                                    + " it is on port {} from now on",
                            data.path(),
                            taken.clients,
                            chosen.clients));
            chosen.write(data.ports());
            return chosen;
        } catch (IOException failed) {
            throw new BrokerFailedException(
                    "Tried to remember the broker's ports in %s but %s"
                            .formatted(data.ports(), failed),
                    failed);
        }
    }

    private boolean becomeFree() throws InterruptedException {
        long end = System.nanoTime() + PREDECESSOR.toNanos();
        while (!areFree()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        return true;
    }

    private boolean areFree() {
        return isFree(clients) && isFree(controller);
    }

    private static BrokerPorts search() throws BrokerFailedException {
        for (int port = FIRST; port < LAST; port += 2) {
            var ports = new BrokerPorts(port, port + 1);
            if (ports.areFree()) {
                return ports;
            }
        }
        throw new BrokerFailedException(
                "no two free ports from %d to %d on 127.0.0.1".formatted(FIRST, LAST));
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static Optional<BrokerPorts> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var text = Files.newBufferedReader(file)) {
            properties.load(text);
        }
        try {
            return Optional.of(
                    new BrokerPorts(
                            Integer.parseInt(properties.getProperty("port", "")),
                            Integer.parseInt(properties.getProperty("controller.port", ""))));
        } catch (NumberFormatException broken) {
            LOG.warn("{} cannot be read, new ports are chosen", file);
            return Optional.empty();
        }
    }

    private void write(Path file) throws IOException {
        Files.writeString(
                file,
                """
                # Kafka of this standalone: listens on 127.0.0.1 only.
                port=%d
                controller.port=%d
                """
                        .formatted(clients, controller));
    }
}
