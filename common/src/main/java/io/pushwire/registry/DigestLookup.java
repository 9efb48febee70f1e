// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

/// Asks a registry what is there now.
///
/// Every answer comes within the registry's deadline. Whoever asks what somebody else is just
/// asking shares that answer: [Looked.Found#asked()] says how old it may be.
public interface DigestLookup {

    /// What the tag points at.
    Looked look(ImageTag tag) throws InterruptedException;

    /// Whether the content is still in the repository of the tag, whatever the tag points at.
    Looked look(ImageTag within, Digest digest) throws InterruptedException;
}
