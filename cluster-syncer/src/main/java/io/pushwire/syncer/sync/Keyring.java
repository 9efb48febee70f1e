// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.image.ImageTag;
import io.pushwire.registry.CredentialSource;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The credentials of a workload's pull secrets. The rules are the kubelet's:
/// https://kubernetes.io/docs/concepts/containers/images/#config-json
public record Keyring(List<Key> keys) {

    private static final Keyring NONE = new Keyring(List.of());

    public Keyring {
        keys =
                keys.stream()
                        .sorted(
                                Comparator.comparingInt((Key key) -> key.place().length())
                                        .reversed())
                        .toList();
    }

    public static Keyring none() {
        return NONE;
    }

    public Keyring and(Keyring other) {
        return other.keys.isEmpty()
                ? this
                : new Keyring(Stream.concat(keys.stream(), other.keys.stream()).toList());
    }

    /// Those that are meant for the image, the most exact first.
    List<CredentialSource> of(ImageTag image) {
        return keys.stream()
                .filter(key -> key.opens(image))
                .<CredentialSource>map(Key::credential)
                .distinct()
                .toList();
    }

    /// @param place a registry's host, which may have `*` for parts of its name, and the beginning
    ///   of a path: `registry.example.com/team`, `*.example.com`
    public record Key(String place, CredentialSource.Given credential) {

        boolean opens(ImageTag image) {
            int slash = place.indexOf('/');
            String host = slash < 0 ? place : place.substring(0, slash);
            String path = slash < 0 ? "" : place.substring(slash + 1);
            return isHost(host.split("\\.", -1), image.host().split("\\.", -1))
                    && isBelow(image.repository(), path);
        }

        private static boolean isHost(String[] pattern, String[] host) {
            if (pattern.length != host.length) {
                return false;
            }
            for (int i = 0; i < host.length; i++) {
                if (!isPart(pattern[i], host[i])) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isPart(String pattern, String part) {
            int star = pattern.indexOf('*');
            return star < 0
                    ? pattern.equals(part)
                    : part.length() >= pattern.length() - 1
                            && part.startsWith(pattern.substring(0, star))
                            && part.endsWith(pattern.substring(star + 1));
        }

        private static boolean isBelow(String repository, String path) {
            return path.isEmpty() || repository.equals(path) || repository.startsWith(path + "/");
        }
    }
}
