// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;

/// What has been started, ended in the opposite order: the services before the broker that they
/// write to. A signal may come in the middle of a start: what is added after the end is ended at
/// once.
public final class Parts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    public synchronized <T extends AutoCloseable> T add(T part) {
        started.push(part);
        if (closed) {
            close();
        }
        return part;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!started.isEmpty()) {
            AutoCloseable part = started.pop();
            try {
                part.close();
            } catch (Exception failed) {
                LOG.warn(
                        "Tried to stop {} but {}",
                        part.getClass().getSimpleName(),
                        failed.toString());
            }
        }
    }
}
