// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

/// What the policy of a workload is. One that cannot be read is never "no policy".
public sealed interface PolicyReading {

    /// @param from where it was found, for people
    /// @param onManaged what becomes of policy `pin` where another tool applies the image
    record Found(Policy policy, String from, OnManaged onManaged) implements PolicyReading {}

    /// @param problem a sentence that says what to change
    record Invalid(String problem) implements PolicyReading {}
}
