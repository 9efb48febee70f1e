// SPDX-License-Identifier: Apache-2.0
/// Kafka as both services use it: topic names, their creation, connection settings.
@NullMarked
package io.pushwire.kafka;

import org.jspecify.annotations.NullMarked;
