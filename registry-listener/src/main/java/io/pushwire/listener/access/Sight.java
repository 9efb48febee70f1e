// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.access;

/// How much of the record somebody may see. What is outside is not there for them, in counts
/// either.
///
/// @param repositories with their registry's host, for example `registry.example.com/team/*`
/// @param clusters by name
public record Sight(Globs repositories, Globs clusters) {

    public boolean sees(String cluster, String repository) {
        return clusters.allow(cluster) && repositories.allow(repository);
    }
}
