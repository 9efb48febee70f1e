// SPDX-License-Identifier: Apache-2.0
package io.pushwire.inventory;

import java.time.Instant;

/// Which cluster writes this inventory. Another uid under the same name is another cluster.
///
/// @param cluster the configured name
/// @param uid of the namespace `kube-system`, which lives as long as its cluster
/// @param at when the syncer said so
public record Heartbeat(String cluster, String uid, Instant at) implements InventoryRecord {}
