// SPDX-License-Identifier: Apache-2.0
/// Takes registries' notifications and makes each durable in Kafka before it answers.
///
/// Its beans exist only where its environment is active: in the standalone's jar both services are
/// on one class path, and either may run without the other.
@NullMarked
@Configuration
@Requires(env = "listener")
package io.pushwire.listener;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;

import org.jspecify.annotations.NullMarked;
