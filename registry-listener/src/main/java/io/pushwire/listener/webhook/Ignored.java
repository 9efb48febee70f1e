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

    /// A kind of event, or an action, that is not known to be about a tag. Never guessed from the
    /// fields that it has.
    UNKNOWN_ACTION,

    /// Somebody's pull filled a cache; nobody pushed.
    PROXY_CACHE,

    /// A scanner finished, failed or was stopped; it tells tag and digest just like a push.
    SCAN,

    /// A quota is nearly or wholly used up: then the push was refused, although its tag is told.
    QUOTA,

    /// The registry refused the push because of its linter.
    LINT_FAILED,

    /// The registry refused, or failed to do, what the event tells.
    FAILED,

    /// A replication ended; what it brought has events of its own.
    REPLICATION,

    /// A clean-up by rule ended; it does not tell which tags are gone.
    RETENTION,

    /// A repository got another name. Pods go on asking for the old one.
    RENAME,

    /// A repository was made; the push has an event of its own.
    REPOSITORY_CREATED,

    /// The image was put away until somebody looked at it.
    QUARANTINE,

    /// A package, a chart or a file that is not a container image.
    NOT_AN_IMAGE,

    /// A file of an image; the image as a whole has an event of its own.
    ASSET,

    /// An artifact was built or signed, which does not say that a registry has it.
    NOT_PUBLISHED,

    /// The artifact is not said to be in any repository.
    NO_REPOSITORY,

    /// The sender only tried whether somebody is there.
    PING,

    /// The request holds no event at all, which is legal.
    EMPTY;

    /// As answers and metrics spell it.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
