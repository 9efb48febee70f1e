// SPDX-License-Identifier: Apache-2.0
/// The log's side: reads events, records outcomes, commits.
@NullMarked
package io.pushwire.syncer.kafka;

import org.jspecify.annotations.NullMarked;
