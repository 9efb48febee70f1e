// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.image.ImageTag;
import io.pushwire.registry.CredentialSource;

import java.util.List;

/// What a registry is asked once, however many workloads want to know.
///
/// @param credentials in the order in which they are tried; none for those of the person who runs
///   the command
record Question(ImageTag tag, List<CredentialSource> credentials) {

    Question {
        credentials = List.copyOf(credentials);
    }
}
