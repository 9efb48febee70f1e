// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.RunningPods;
import io.pushwire.syncer.decision.Workload;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The cluster, as an executor needs it. Calls may block; an interrupt ends them.
public interface Workloads {

    /// The workloads that follow one of these tags, each once, from the index.
    List<Workload> following(Collection<ImageTag> tags);

    /// From the index.
    Optional<Workload> find(WorkloadRef workload);

    /// All of the index.
    List<Workload> all();

    /// The workloads with an image of this path (`team/web`) on any host, from the index.
    default List<Workload> sharingRepository(String repository) {
        return List.of();
    }

    /// What the workload's pods run now.
    default Pods pods(Workload workload) throws InterruptedException {
        return new Pods.Known(RunningPods.none());
    }

    /// What the annotation of a namespace says of the workloads in it.
    Optional<String> namespacePolicy(String namespace);

    /// The object as the API server has it now.
    Read read(WorkloadRef workload) throws InterruptedException;

    /// Changes the object if it still is what the decision was made on.
    Written write(Workload decidedOn, Decision.Write decision) throws InterruptedException;

    /// What a read found.
    sealed interface Read {
        record Found(Workload workload) implements Read {}

        record Gone() implements Read {}

        /// The API server did not answer, or not now.
        record Unavailable(String problem) implements Read {}
    }

    /// What a look at pods found.
    sealed interface Pods {
        /// Of nothing, where the syncer may not list pods.
        record Known(RunningPods running) implements Pods {}

        record Unavailable(String problem) implements Pods {}
    }

    /// What a write came to.
    sealed interface Written {
        record Done() implements Written {}

        /// The annotation was written and these pods evicted, by their names; none if none was
        /// outdated.
        ///
        /// @param spared how many outdated ones were left, because enough had been evicted
        record Evicted(List<String> pods, int spared) implements Written {
            public Evicted {
                pods = List.copyOf(pods);
            }

            /// All that were outdated.
            public Evicted(List<String> pods) {
                this(pods, 0);
            }
        }

        /// It is not what the decision was made on any more, or may not be: read it again.
        record Changed() implements Written {}

        /// Refused for good, in the server's words.
        record Rejected(String problem) implements Written {}

        /// The syncer lacks a right; the text names it.
        record NotAllowed(String problem) implements Written {}

        /// The API server did not answer, or not now. The write may have happened.
        ///
        /// @param retryAfter how long the server wants to be left alone with it
        record Unavailable(String problem, Optional<Duration> retryAfter) implements Written {

            public Unavailable(String problem) {
                this(problem, Optional.empty());
            }
        }
    }
}
