// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.source;

import io.pushwire.listener.authenticity.Proof;

/// One configured sender. What it is and for what it speaks stands here and never in a payload.
///
/// @param name the last part of its hook's path
/// @param dialect how it speaks
/// @param names of the registry that it speaks for
/// @param repositories of that registry that it may speak for
/// @param proof how it shows that a request is its own
/// @param confirmation whether its word alone is enough
public record Source(
        String name,
        String dialect,
        RegistryNames names,
        RepositoryGlobs repositories,
        Proof proof,
        Confirmation confirmation) {}
