// SPDX-License-Identifier: Apache-2.0
package io.pushwire.control;

/// A part of all that Pushwire writes to.
public sealed interface Scope {

    /// Its name on the topic.
    String key();

    /// Whether a namespace of a cluster is in it.
    boolean covers(String cluster, String namespace);

    /// Every cluster.
    record Fleet() implements Scope {
        @Override
        public String key() {
            return "fleet";
        }

        @Override
        public boolean covers(String cluster, String namespace) {
            return true;
        }

        @Override
        public String toString() {
            return "the fleet";
        }
    }

    /// All of one cluster.
    record Cluster(String name) implements Scope {

        public Cluster {
            required(name, "cluster");
        }

        @Override
        public String key() {
            return "cluster/" + name;
        }

        @Override
        public boolean covers(String cluster, String namespace) {
            return cluster.equals(name);
        }

        @Override
        public String toString() {
            return "cluster " + name;
        }
    }

    /// One namespace of one cluster.
    record Namespace(String cluster, String name) implements Scope {

        public Namespace {
            required(cluster, "cluster");
            required(name, "namespace");
        }

        @Override
        public String key() {
            return "namespace/" + cluster + "/" + name;
        }

        @Override
        public boolean covers(String cluster, String namespace) {
            return cluster.equals(this.cluster) && namespace.equals(name);
        }

        @Override
        public String toString() {
            return "namespace " + name + " of cluster " + cluster;
        }
    }

    static void required(String value, String what) {
        if (value.isBlank() || value.contains("/")) {
            throw new IllegalArgumentException("\"%s\" is no name of a %s".formatted(value, what));
        }
    }
}
