// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

/// What holds writes back.
///
/// @param server whether the API server is there
/// @param slots how many writes may be under way, and whose turn it is
/// @param deferrals what is tried again later
/// @param pauses where nothing is written for now
public record FlowControl(
        ApiServerState server, WriteSlots slots, Deferrals deferrals, Pauses pauses) {}
