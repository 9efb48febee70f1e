// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// Nothing in the demo waits for ever.
///
/// @param end by [System#nanoTime()]
record Deadline(long end) {

    private static final long PAUSE_MS = 20;

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - end > 0;
    }

    /// Asks until there is an answer.
    ///
    /// @param what for the message, for example "the standalone to be ready"
    <T> T await(String what, Callable<Optional<T>> question)
            throws DemoFailedException, InterruptedException {
        Optional<Exception> last = Optional.empty();
        do {
            try {
                Optional<T> answer = question.call();
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (InterruptedException | DemoFailedException ended) {
                throw ended;
            } catch (Exception notYet) {
                last = Optional.of(notYet);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } while (!isOver());
        throw new DemoFailedException(
                "waited in vain for " + what + last.map(failed -> " (" + failed + ")").orElse(""));
    }
}
