// SPDX-License-Identifier: Apache-2.0
package io.pushwire.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for a condition with a deadline.
public final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private Eventually() {}

    /// Asks until the assertion holds; throws its last failure after 30 s.
    public static void eventually(Assertion assertion) {
        eventually(DEADLINE, assertion);
    }

    public static void eventually(Duration deadline, Assertion assertion) {
        get(
                deadline,
                () -> {
                    assertion.check();
                    return Optional.of(true);
                });
    }

    /// Asks until there is a value; throws after 30 s.
    public static <T> T get(Callable<Optional<T>> question) {
        return get(DEADLINE, question);
    }

    public static <T> T get(Duration deadline, Callable<Optional<T>> question) {
        long end = System.nanoTime() + deadline.toNanos();
        Throwable last = null;
        do {
            try {
                Optional<T> answer = question.call();
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (Exception | AssertionError notYet) {
                last = notYet;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (System.nanoTime() < end);
        throw new AssertionError("not within " + deadline, last);
    }

    /// A block of assertions.
    public interface Assertion {
        void check() throws Exception;
    }
}
