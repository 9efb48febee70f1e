// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import jakarta.inject.Singleton;

import java.util.concurrent.Semaphore;

/// The bytes of bodies that the heap can hold at once. Short bodies have a part of their own, so
/// that long ones that come slowly do not keep them out.
@Singleton
final class BodyMemory {

    /// Up to here a body is short.
    static final int SHORT = 64 * 1024;

    // Of a heap of 256 MiB.
    private static final int FOR_SHORT = 16 * 1024 * 1024;
    private static final int FOR_LONG = 48 * 1024 * 1024;

    private final Semaphore forShort = new Semaphore(FOR_SHORT);
    private final Semaphore forLong = new Semaphore(FOR_LONG);

    BodyMemory(MeterRegistry meters) {
        Gauge.builder("pushwire.bodies.bytes", this, BodyMemory::held)
                .description("Bytes reserved for bodies that are being received or stored")
                .register(meters);
    }

    Share share() {
        return new Share();
    }

    private double held() {
        return FOR_SHORT - forShort.availablePermits() + FOR_LONG - forLong.availablePermits();
    }

    private Semaphore part(int size) {
        return size <= SHORT ? forShort : forLong;
    }

    /// What one body has of it.
    final class Share implements AutoCloseable {

        private int size;

        /// @param larger than before
        /// @return whether there was room; if not, the share is as it was
        boolean grow(int larger) {
            if (!part(larger).tryAcquire(larger)) {
                return false;
            }
            close();
            size = larger;
            return true;
        }

        @Override
        public void close() {
            part(size).release(size);
            size = 0;
        }
    }
}
