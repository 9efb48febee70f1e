// SPDX-License-Identifier: Apache-2.0
package io.pushwire.control;

import io.pushwire.image.ImageTag;

import java.time.Instant;

/// Somebody wants registries to be asked now, and not when it is their turn.
///
/// @param what is asked about
/// @param id by which the listener's log names it
/// @param by who wants it
/// @param at when that was said; it is forgotten after a few minutes
public record RecheckRequest(Target what, String id, String by, Instant at)
        implements ControlRecord {

    public RecheckRequest {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a request needs an id");
        }
    }

    /// What is asked about.
    public sealed interface Target {

        /// Its name on the topic: only the newest request of each is kept.
        String key();
    }

    /// One tag, as it stands in a pod's `image:`.
    public record Image(ImageTag tag) implements Target {

        @Override
        public String key() {
            return "recheck/image/" + tag;
        }

        @Override
        public String toString() {
            return tag.toString();
        }
    }

    /// Every tag that a cluster uses.
    public record WholeCluster(String name) implements Target {

        public WholeCluster {
            Scope.required(name, "cluster");
        }

        @Override
        public String key() {
            return "recheck/cluster/" + name;
        }

        @Override
        public String toString() {
            return "every tag that cluster " + name + " uses";
        }
    }
}
