// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.process;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was started, to be stopped in the opposite order.
public final class Parts implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    public <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failed) {
                System.err.println("Tried to stop a part but " + failed);
            }
        }
    }
}
