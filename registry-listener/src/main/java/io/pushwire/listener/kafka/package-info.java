// SPDX-License-Identifier: Apache-2.0
/// The edge to the log: events and dead letters, and whether it takes any.
@NullMarked
package io.pushwire.listener.kafka;

import org.jspecify.annotations.NullMarked;
