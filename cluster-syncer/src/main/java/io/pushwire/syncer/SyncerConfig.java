// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.pushwire.kafka.Topics;
import io.pushwire.syncer.policy.AdmissionDigests;
import io.pushwire.syncer.policy.OnManaged;
import io.pushwire.syncer.policy.Policy;

/// What a syncer does, and for which cluster.
///
/// @param cluster name of the cluster, required: part of the consumer group's and the outcome
///   topic's name, so it must not change. 1 to 63 letters, digits, `-`, `_`, `.`
/// @param policy what happens to workloads without an annotation of their own: `pin` patches them
///   to the pushed digest, `restart` replaces their pods, `recreate` evicts the outdated ones,
///   `notify` only records what `pin` would do, `ignore` does nothing
/// @param onManaged what becomes of `pin` where another tool applies the image (Flux, Argo CD, Helm
///   4, `kubectl apply --server-side`) and would put its own back: `restart` replaces the pods
///   instead, `notify` only records it, `pin` patches all the same
/// @param admissionDigests what becomes of an image with a digest that nobody here wrote: `leave`
///   takes it for its owner's own pin, `follow` moves it on, for clusters whose admission puts
///   digests on images
/// @param dryRun decide and record, write nothing
/// @param parallelWrites how many workloads are patched at once. 1 to 64
/// @param writesPerSecond how many workloads a replica patches in a second; 0 for as many as the
///   API server takes
@ConfigurationProperties("pushwire")
record SyncerConfig(
        @Bindable(defaultValue = "") String cluster,
        @Bindable(defaultValue = "pin") String policy,
        @Bindable(defaultValue = "restart") String onManaged,
        @Bindable(defaultValue = "leave") String admissionDigests,
        @Bindable(defaultValue = "false") boolean dryRun,
        @Bindable(defaultValue = "16") int parallelWrites,
        @Bindable(defaultValue = "0") int writesPerSecond) {

    private static final int MOST_PARALLEL_WRITES = 64;

    SyncerConfig {
        if (cluster.isBlank()) {
            throw new IllegalArgumentException(
                    "pushwire.cluster is not set: give the cluster a name that never changes");
        }
        Topics.outcomes(cluster);
        Policy.configured(policy);
        OnManaged.configured(onManaged);
        AdmissionDigests.configured(admissionDigests);
        if (parallelWrites < 1 || parallelWrites > MOST_PARALLEL_WRITES) {
            throw new IllegalArgumentException(
                    "pushwire.parallel-writes is %d: use 1 to %d"
                            .formatted(parallelWrites, MOST_PARALLEL_WRITES));
        }
        if (writesPerSecond < 0) {
            throw new IllegalArgumentException(
                    "pushwire.writes-per-second is %d: use at least 1, or 0 for any number"
                            .formatted(writesPerSecond));
        }
    }
}
