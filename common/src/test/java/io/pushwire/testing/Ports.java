// SPDX-License-Identifier: Apache-2.0
package io.pushwire.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Free ports of the loopback address. They lie below those that the system gives to clients and to
/// servers that leave it the choice (32768 and up on Linux), so that nobody takes one between its
/// choice and its use; chosen at random, so that test JVMs side by side do not meet.
public final class Ports {

    private static final int FIRST = 10_000;
    private static final int END = 32_000;
    private static final int TRIES = 100;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /// A port that was free a moment ago, and that was not given before.
    public static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "none of %d ports from %d to %d is free".formatted(TRIES, FIRST, END));
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
