// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Workload;

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

    /// What a write came to.
    sealed interface Written {
        record Done() implements Written {}

        /// The annotation was written and these pods evicted, by their names; none if none was
        /// outdated.
        record Evicted(List<String> pods) implements Written {
            public Evicted {
                pods = List.copyOf(pods);
            }
        }

        /// It is not what the decision was made on any more, or may not be: read it again.
        record Changed() implements Written {}

        /// Refused for good, in the server's words.
        record Rejected(String problem) implements Written {}

        /// The syncer lacks a right; the text names it.
        record NotAllowed(String problem) implements Written {}

        /// The API server did not answer, or not now. The write may have happened.
        record Unavailable(String problem) implements Written {}
    }
}
