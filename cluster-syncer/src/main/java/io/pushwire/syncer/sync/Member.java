// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.syncer.decision.Workload;

/// A workload that the cluster was found to have.
///
/// @param keys what its pull secrets have, best first; empty without them, and where they were not
///   asked for
public record Member(Workload workload, Keyring keys) {}
