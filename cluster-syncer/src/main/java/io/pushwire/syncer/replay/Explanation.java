// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageReference;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;

import java.util.List;
import java.util.Optional;

/// What a cluster makes of an image, and why.
///
/// @param asked the image as it was typed
/// @param cluster name of the cluster
/// @param newest the event that says to where the tag points; empty if none is known
/// @param uses the workloads that follow the tag
/// @param near what comes close to the tag, as the end of a sentence; empty if nothing does, or if
///   somebody uses it
public record Explanation(
        ImageReference asked,
        String cluster,
        Optional<PastEvent> newest,
        List<Use> uses,
        String near) {

    public Explanation {
        uses = List.copyOf(uses);
    }

    /// One workload.
    ///
    /// @param containers those that follow the tag
    /// @param problem why the workload has no policy: it is not selected, or its annotation cannot
    ///   be read; empty if it has
    /// @param now what would be decided about the newest event; empty if none is known
    /// @param last what came of the tag's events at it lately, oldest first
    public record Use(
            WorkloadRef workload,
            List<UsedBy> containers,
            String problem,
            Optional<Verdict> now,
            List<Outcome> last) {

        public Use {
            containers = List.copyOf(containers);
            last = List.copyOf(last);
        }
    }

    /// @param container its name; of an image volume with the word `volume` before
    /// @param image as it is written
    /// @param policy what happens to it; empty where the workload has none
    /// @param from where that was found
    public record UsedBy(String container, String image, String policy, String from) {}

    /// A digest that was asked for and is not the newest one.
    public Optional<Digest> otherDigest() {
        return asked.digest()
                .filter(it -> !newest.flatMap(PastEvent::digest).equals(Optional.of(it)));
    }
}
