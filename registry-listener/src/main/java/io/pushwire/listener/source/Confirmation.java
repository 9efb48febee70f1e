// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.source;

/// When the registry is asked whether a source told the truth.
public enum Confirmation {
    /// Nobody acts before the registry has said the same.
    BEFORE,
    /// Clusters act at once, and again if the registry then says something else.
    AFTER
}
