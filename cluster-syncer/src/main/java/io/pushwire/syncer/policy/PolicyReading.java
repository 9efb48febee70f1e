// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import java.util.Map;

/// What the policy of a workload is. One that cannot be read is never "no policy".
public sealed interface PolicyReading {

    /// @param general for containers without a policy of their own
    /// @param ofContainers by the container's name
    /// @param onManaged what becomes of policy `pin` where another tool applies the image
    /// @param admission what becomes of digests that nobody here wrote
    record Found(
            Choice general,
            Map<String, Choice> ofContainers,
            OnManaged onManaged,
            AdmissionDigests admission)
            implements PolicyReading {

        /// With digests of others left alone.
        public Found(Choice general, Map<String, Choice> ofContainers, OnManaged onManaged) {
            this(general, ofContainers, onManaged, AdmissionDigests.LEAVE);
        }

        public Found {
            ofContainers = Map.copyOf(ofContainers);
        }

        public Choice of(String container) {
            return ofContainers.getOrDefault(container, general);
        }
    }

    /// The syncer does not look after it.
    ///
    /// @param why a sentence
    record NotSelected(String why) implements PolicyReading {}

    /// @param problem a sentence that says what to change
    record Invalid(String problem) implements PolicyReading {}

    /// @param from where it was found, for people
    /// @param ofItsOwn whether the workload itself says so
    record Choice(Policy policy, String from, boolean ofItsOwn) {

        /// One that is said for many.
        public Choice(Policy policy, String from) {
            this(policy, from, false);
        }
    }
}
