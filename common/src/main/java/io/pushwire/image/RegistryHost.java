// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The name of a registry as it stands in front of a repository.
public final class RegistryHost {

    public static final String DOCKER_HUB = "docker.io";

    // The names under which clients and people know Docker Hub.
    private static final Set<String> DOCKER_HUB_NAMES =
            Set.of(
                    "docker.io",
                    "index.docker.io",
                    "registry-1.docker.io",
                    "registry.hub.docker.com",
                    "hub.docker.com");
    private static final Pattern GRAMMAR =
            Pattern.compile(
                    "(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::[0-9]{1,5})?"
                        + "|\\[[0-9a-f:]+](?::[0-9]{1,5})?");

    private RegistryHost() {}

    /// Lower case, and one name for Docker Hub.
    ///
    /// @throws IllegalArgumentException if the text cannot be a host with or without a port
    public static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (!GRAMMAR.matcher(lower).matches()) {
            throw new IllegalArgumentException("not a registry host: \"" + host + "\"");
        }
        return DOCKER_HUB_NAMES.contains(lower) ? DOCKER_HUB : lower;
    }

    /// Docker's rule: the first part of a name is a host if it has a dot, a port, or is localhost.
    static boolean looksLikeHost(String firstPart) {
        return firstPart.contains(".") || firstPart.contains(":") || firstPart.equals("localhost");
    }
}
