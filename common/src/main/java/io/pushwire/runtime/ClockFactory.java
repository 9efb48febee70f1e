// SPDX-License-Identifier: Apache-2.0
package io.pushwire.runtime;

import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import java.time.Clock;

/// The clock of everything that records or compares times. One for both services, which share a
/// context in the standalone.
@Factory
final class ClockFactory {

    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
