// SPDX-License-Identifier: Apache-2.0
/// One cluster's syncer: from the log to the PATCH.
///
/// Its beans exist only where its environment is active: in the standalone's jar both services are
/// on one class path, and either may run without the other.
@NullMarked
@Configuration
@Requires(env = "syncer")
package io.pushwire.syncer;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;

import org.jspecify.annotations.NullMarked;
