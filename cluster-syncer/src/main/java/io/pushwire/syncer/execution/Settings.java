// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

/// @param cluster name of the cluster, in every outcome
/// @param dryRun whether decisions are only recorded
/// @param parallelWrites how many workloads one event looks at side by side
public record Settings(String cluster, boolean dryRun, int parallelWrites) {}
