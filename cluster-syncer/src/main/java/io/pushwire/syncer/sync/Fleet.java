// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.syncer.decision.Workload;

import java.util.List;
import java.util.Map;

/// What a cluster was found to have.
///
/// @param members its workloads
/// @param namespacePolicies what the annotations of namespaces say, where one has any
/// @param notes sentences about what could not be seen
public record Fleet(
        List<Member> members, Map<String, String> namespacePolicies, List<String> notes) {

    public Fleet {
        members = List.copyOf(members);
        namespacePolicies = Map.copyOf(namespacePolicies);
        notes = List.copyOf(notes);
    }

    /// @param keys what its pull secrets have, best first; empty without them, and where they were
    ///   not asked for
    public record Member(Workload workload, Keyring keys) {}
}
