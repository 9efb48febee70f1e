// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.Locale;

/// Why a part of a notification says nothing about where a tag points. Part of the answers and of
/// the metrics, so the names stay.
public enum Ignored {
    /// Somebody read a manifest or a blob; also what our own look-ups cause.
    PULL,

    /// A layer was made known to another repository; no tag moved.
    MOUNT,

    /// A layer or a configuration was stored; the manifest that uses it comes later.
    BLOB,

    /// A manifest was stored by digest: a platform's part of an index, an attestation, an artifact.
    UNTAGGED,

    /// A digest stands where the tag should, or something that no registry takes for a tag.
    NOT_A_TAG,

    /// Content was deleted by digest; the tags that pointed there have events of their own.
    UNTAGGED_DELETE,

    /// An action that is not known to be about a tag. Never guessed from the fields that it has.
    UNKNOWN_ACTION,

    /// The request holds no event at all, which is legal.
    EMPTY;

    /// As answers and metrics spell it.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
