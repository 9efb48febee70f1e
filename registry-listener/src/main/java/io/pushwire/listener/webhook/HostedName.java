// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.Optional;

/// A name such as `registry.example:5000/team/web:1@sha256:…`, taken apart but not judged: nothing
/// is implied, neither Docker Hub nor `latest`.
///
/// @param host the part before the first slash, if it can only be one
/// @param path between host and tag
record HostedName(
        Optional<String> host, String path, Optional<String> tag, Optional<String> digest) {

    static HostedName of(String text) {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        Optional<String> digest =
                at < 0
                        ? Optional.empty()
                        : Optional.of(text.substring(at + 1)).filter(HostedName::isText);
        int colon = name.lastIndexOf(':');
        boolean tagged = colon > name.lastIndexOf('/');
        Optional<String> tag =
                tagged
                        ? Optional.of(name.substring(colon + 1)).filter(HostedName::isText)
                        : Optional.empty();
        String untagged = tagged ? name.substring(0, colon) : name;
        int slash = untagged.indexOf('/');
        String first = slash < 0 ? "" : untagged.substring(0, slash);
        boolean hosted = first.contains(".") || first.contains(":") || first.equals("localhost");
        return new HostedName(
                hosted ? Optional.of(first) : Optional.empty(),
                hosted ? untagged.substring(slash + 1) : untagged,
                tag,
                digest);
    }

    /// Without `https://` and everything that follows the host and its port.
    static Optional<String> hostOfUrl(String url) {
        int scheme = url.indexOf("://");
        String rest = scheme < 0 ? url : url.substring(scheme + "://".length());
        int slash = rest.indexOf('/');
        return Optional.of(slash < 0 ? rest : rest.substring(0, slash)).filter(HostedName::isText);
    }

    private static boolean isText(String text) {
        return !text.isEmpty();
    }
}
