// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a broker prints: kept in a file of bounded size, and its end at hand for messages.
final class BrokerOutput {

    private static final long LARGEST = 1 << 20;
    private static final int TAIL = 15;

    private final Path file;
    private final ArrayDeque<String> tail = new ArrayDeque<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean saidReady;

    BrokerOutput(Path file) {
        this.file = file;
    }

    /// False if the broker ended, or the time was over, before it said that it is ready.
    boolean awaitReady(Duration patience) throws InterruptedException {
        return ready.await(patience.toMillis(), TimeUnit.MILLISECONDS) && saidReady;
    }

    synchronized String tail() {
        return String.join("\n", tail);
    }

    /// Copies until the end.
    void copy(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                remember(line);
                keep(line);
                if (line.equals(BrokerProcess.READY)) {
                    saidReady = true;
                    ready.countDown();
                }
            }
        } catch (IOException closed) {
            remember("(its output broke: " + closed.getMessage() + ")");
        } finally {
            ready.countDown();
        }
    }

    private synchronized void remember(String line) {
        tail.add(line);
        if (tail.size() > TAIL) {
            tail.remove();
        }
    }

    /// A full disk must not stop the copying: the broker would block on a full pipe.
    private void keep(String line) {
        try {
            if (Files.exists(file) && Files.size(file) > LARGEST) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(
                    file,
                    line + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException full) {
            remember("(not in " + file + ": " + full.getMessage() + ")");
        }
    }
}
