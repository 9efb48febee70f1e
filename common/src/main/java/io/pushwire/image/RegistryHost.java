// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

import java.util.Locale;
import java.util.Set;

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
    private static final int LONGEST_PORT = 5;

    private RegistryHost() {}

    /// Lower case, and one name for Docker Hub.
    ///
    /// @throws IllegalArgumentException if the text cannot be a host with or without a port
    public static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (!isHost(lower)) {
            throw new IllegalArgumentException("not a registry host: \"" + host + "\"");
        }
        return DOCKER_HUB_NAMES.contains(lower) ? DOCKER_HUB : lower;
    }

    /// Docker's rule: the first part of a name is a host if it has a dot, a port, or is localhost.
    static boolean looksLikeHost(String firstPart) {
        return firstPart.contains(".") || firstPart.contains(":") || firstPart.equals("localhost");
    }

    private static boolean isHost(String text) {
        int end = text.startsWith("[") ? afterAddress(text) : afterName(text);
        return end > 0 && (end == text.length() || isPort(text, end));
    }

    /// @return 0 where there is none
    private static int afterAddress(String text) {
        int end = 1;
        while (end < text.length()
                && (Characters.isHex(text.charAt(end)) || text.charAt(end) == ':')) {
            end++;
        }
        return end > 1 && end < text.length() && text.charAt(end) == ']' ? end + 1 : 0;
    }

    /// @return 0 where there is none
    private static int afterName(String text) {
        int at = 0;
        while (true) {
            int end = at;
            while (end < text.length()
                    && (Characters.isSmall(text.charAt(end)) || text.charAt(end) == '-')) {
                end++;
            }
            if (end == at || text.charAt(at) == '-' || text.charAt(end - 1) == '-') {
                return 0;
            }
            if (end == text.length() || text.charAt(end) != '.') {
                return end;
            }
            at = end + 1;
        }
    }

    private static boolean isPort(String text, int colon) {
        int digits = text.length() - colon - 1;
        if (text.charAt(colon) != ':' || digits < 1 || digits > LONGEST_PORT) {
            return false;
        }
        for (int at = colon + 1; at < text.length(); at++) {
            if (!Characters.isDigit(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }
}
