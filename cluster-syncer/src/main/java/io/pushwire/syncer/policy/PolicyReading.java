// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import java.util.Map;

/// What the policy of a workload is. One that cannot be read is never "no policy".
public sealed interface PolicyReading {

    /// @param general for containers without a policy of their own
    /// @param ofContainers by the container's name
    /// @param onManaged what becomes of policy `pin` where another tool applies the image
    record Found(Choice general, Map<String, Choice> ofContainers, OnManaged onManaged)
            implements PolicyReading {

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
    record Choice(Policy policy, String from) {}
}
