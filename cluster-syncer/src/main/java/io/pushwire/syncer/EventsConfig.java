// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// What workloads' users are told.
///
/// @param kubernetesEvents whether what is done to a workload, what comes of it, and what keeps it
///   from being done, is said on it as a Kubernetes Event, seen by `kubectl describe`
@ConfigurationProperties("pushwire")
record EventsConfig(@Bindable(defaultValue = "true") boolean kubernetesEvents) {}
