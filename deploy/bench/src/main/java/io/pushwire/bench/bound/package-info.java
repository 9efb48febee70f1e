// SPDX-License-Identifier: Apache-2.0
/// What makes a listener one that answers without Kafka. It counts only where the benchmark's jar
/// is on the listener's class path, which no setting can do.
@NullMarked
package io.pushwire.bench.bound;

import org.jspecify.annotations.NullMarked;
