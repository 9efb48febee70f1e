// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.source;

import io.pushwire.image.RegistryHost;

import java.util.List;
import java.util.stream.Stream;

/// The names of one registry that may stand in a pod's `image:`.
///
/// @param registry the name that the log uses
/// @param aliases further names of the same registry; a mirror is another registry
public record RegistryNames(String registry, List<String> aliases) {

    public RegistryNames {
        registry = RegistryHost.canonical(registry);
        aliases = aliases.stream().map(RegistryHost::canonical).toList();
    }

    /// Each name once, the registry's own first.
    public List<String> all() {
        return Stream.concat(Stream.of(registry), aliases.stream()).distinct().toList();
    }

    /// Whether a host that somebody wrote is one of them.
    public boolean include(String host) {
        try {
            return all().contains(RegistryHost.canonical(host));
        } catch (IllegalArgumentException noHost) {
            return false;
        }
    }
}
