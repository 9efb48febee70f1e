// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.authenticity;

/// What became of a credential. What was claimed is not in it, so it can be logged.
public enum Verdict {
    /// The sender is who it says.
    GENUINE,

    /// The request carries no credential, or several.
    MISSING,

    /// The request carries one that is not accepted.
    WRONG,

    /// The request carries a well-formed signature, which only the body can confirm.
    NEEDS_BODY,

    /// It cannot be said now: the keys of a token's issuer cannot be had. The sender may try again.
    UNDECIDED;

    static Verdict genuineIf(boolean matches) {
        return matches ? GENUINE : WRONG;
    }
}
