// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

/// Offsets of one partition.
///
/// @param first the first one
/// @param next the one after the last
public record Span(long first, long next) {

    /// How many offsets these are.
    public long length() {
        return next - first;
    }
}
