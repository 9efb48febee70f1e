// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.fault;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// One fault while it is there.
///
/// A used-up fault lets nobody go: requests that it holds stay held until it is removed.
public final class Active {
    private final String id;
    private final Fault fault;
    private final AtomicInteger left;
    private final AtomicInteger met = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final CountDownLatch removed = new CountDownLatch(1);

    Active(String id, Fault fault) {
        this.id = id;
        this.fault = fault;
        this.left = new AtomicInteger(fault.times().orElse(Integer.MAX_VALUE));
    }

    public String id() {
        return id;
    }

    public Fault fault() {
        return fault;
    }

    /// How many requests have met it.
    public int met() {
        return met.get();
    }

    /// How many requests it holds now.
    public int held() {
        return held.get();
    }

    /// Holds the calling request until the fault is removed, or its thread interrupted.
    public void hold() throws InterruptedException {
        held.incrementAndGet();
        try {
            removed.await();
        } finally {
            held.decrementAndGet();
        }
    }

    boolean take(Call call) {
        boolean taken =
                fault.meets(call)
                        && left.getAndUpdate(it -> it == Integer.MAX_VALUE || it == 0 ? it : it - 1)
                                > 0;
        if (taken) {
            met.incrementAndGet();
        }
        return taken;
    }

    void remove() {
        removed.countDown();
    }
}
