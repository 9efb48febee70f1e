// SPDX-License-Identifier: Apache-2.0
/// The second look at every event: asks the registry, and says when the log can be trusted. Kafka
/// and the registries are behind ports.
@NullMarked
package io.pushwire.listener.settler;

import org.jspecify.annotations.NullMarked;
