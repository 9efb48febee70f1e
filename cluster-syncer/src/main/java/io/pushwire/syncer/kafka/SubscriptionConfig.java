// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;

import org.jspecify.annotations.Nullable;

/// How a replica takes part in its cluster's consumer group.
///
/// @param memberId a name that this replica keeps over restarts and shares with no other, for
///   example the pod's name in a StatefulSet: after a crash it has its partitions back in seconds.
///   Without it the others wait for its session to expire (10 s)
@ConfigurationProperties("pushwire.subscription")
record SubscriptionConfig(@Nullable String memberId) {}
