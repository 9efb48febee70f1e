// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.settler;

import java.time.Duration;

/// How long the settler waits for what.
///
/// @param settlingTime how long after its notification a tag may still give the old image
/// @param giveUpAfter how old an event may become while its registry does not answer
/// @param notFoundFor how long a tag may be unknown to its registry that was said to be pushed
public record Patience(Duration settlingTime, Duration giveUpAfter, Duration notFoundFor) {}
