// SPDX-License-Identifier: Apache-2.0
package io.pushwire.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The first of many who ask one server goes alone. What comes of it is there for all that follow:
/// a connection that they can share, and what the server wants to see.
public final class FirstAlone {

    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);

    /// Waits for the first one, if this is another.
    ///
    /// @param nanos how long at most; who has waited in vain goes all the same
    /// @return whether this is the first one, who has to say [#end()]
    public boolean begin(long nanos) throws InterruptedException {
        if (begun.compareAndSet(false, true)) {
            return true;
        }
        boolean _ = over.await(nanos, TimeUnit.NANOSECONDS);
        return false;
    }

    public void end() {
        over.countDown();
    }
}
