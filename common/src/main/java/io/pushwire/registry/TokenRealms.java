// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which token services a registry may send us, and our credentials, to.
///
/// A realm comes out of a registry's answer, so it is an address of somebody else's choice. Its own
/// host, hosts below that and a few services that no tenant can take part of are allowed; more only
/// by name (see RATIONALE R-006).
final class TokenRealms {

    private static final Set<String> WELL_KNOWN =
            Set.of("auth.docker.io", "ghcr.io", "quay.io", "gcr.io", "gitlab.com");

    private final RegistrySettings settings;
    private final Set<String> allowed = new HashSet<>();

    TokenRealms(RegistrySettings settings) {
        this.settings = settings;
        for (String own : List.of(settings.host(), settings.api())) {
            String name = URI.create("any://" + own).getHost();
            allowed.add(own);
            allowed.add(name);
            if (!isAddress(name)) {
                allowed.add("*." + name);
            }
        }
        settings.tokenRealms().forEach(realm -> allowed.add(realm.toLowerCase(Locale.ROOT)));
    }

    /// Why the address must not be contacted; empty if it may be.
    Optional<String> refusal(URI realm) {
        String host = realm.getHost();
        if (host == null || realm.getRawUserInfo() != null || realm.getRawFragment() != null) {
            return Optional.of("is no address of a token service");
        }
        String name = host.toLowerCase(Locale.ROOT);
        boolean secure = "https".equalsIgnoreCase(realm.getScheme());
        boolean plain = "http".equalsIgnoreCase(realm.getScheme());
        if (!secure && !(plain && settings.isPlain())) {
            return Optional.of("is not https");
        }
        int standard = secure ? 443 : 80;
        int port = realm.getPort() < 0 ? standard : realm.getPort();
        boolean ordinary = port == standard;
        if (allowed.contains(name + ":" + port)) {
            return Optional.empty();
        }
        if (ordinary && (allowed.contains(name) || isBelowAllowed(name))) {
            return Optional.empty();
        }
        if (secure && ordinary && WELL_KNOWN.contains(name)) {
            return Optional.empty();
        }
        return Optional.of("is not among the token realms of " + settings.host());
    }

    private boolean isBelowAllowed(String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (allowed.contains("*" + name.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAddress(String name) {
        return name.startsWith("[") || name.matches("[0-9.]+");
    }
}
