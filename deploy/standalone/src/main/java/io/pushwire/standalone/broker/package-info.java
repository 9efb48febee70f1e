// SPDX-License-Identifier: Apache-2.0
/// A single-node Kafka broker as a supervised child process. Knows nothing of the services that use
/// it.
@NullMarked
package io.pushwire.standalone.broker;

import org.jspecify.annotations.NullMarked;
