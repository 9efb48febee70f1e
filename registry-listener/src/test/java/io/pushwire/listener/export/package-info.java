// SPDX-License-Identifier: Apache-2.0
/// The parts of an export, without Kafka.
@NullMarked
package io.pushwire.listener.export;

import org.jspecify.annotations.NullMarked;
