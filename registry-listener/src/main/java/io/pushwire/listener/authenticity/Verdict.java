// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.authenticity;

/// What became of a credential. What was claimed is not in it, so it can be logged.
public enum Verdict {
    /// The sender is who it says.
    GENUINE,

    /// The request carries no credential, or several.
    MISSING,

    /// The request carries one that is not accepted.
    WRONG
}
