// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.fault;

import java.util.OptionalInt;

/// An effect and the requests that it meets. Empty parts meet everything; `deployments` meets its
/// subresources too, `deployments/scale` only that one.
///
/// @param verb a verb (`patch`) or an HTTP method (`PATCH`)
/// @param times how many requests it meets before it is used up; empty for all until it is removed
public record Fault(
        Effect effect,
        String verb,
        String resource,
        String namespace,
        String name,
        OptionalInt times) {
    public Fault {
        if (times.isPresent() && times.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "A fault happens once or more, not " + times.getAsInt() + " times");
        }
    }

    private static Fault everywhere(Effect effect) {
        return new Fault(effect, "", "", "", "", OptionalInt.empty());
    }

    public static Fault refuse() {
        return everywhere(new Effect.Refuse());
    }

    public static Fault hang() {
        return everywhere(new Effect.Hang());
    }

    public static Fault hangAfter() {
        return everywhere(new Effect.HangAfter());
    }

    public static Fault reject(int code, String message) {
        return everywhere(new Effect.Reject(code, message, OptionalInt.empty()));
    }

    public static Fault tooManyRequests(int retryAfterSeconds) {
        return everywhere(
                new Effect.Reject(
                        429, "Too many requests, retry later.", OptionalInt.of(retryAfterSeconds)));
    }

    public Fault onVerb(String wanted) {
        return new Fault(effect, wanted, resource, namespace, name, times);
    }

    public Fault onResource(String wanted) {
        return new Fault(effect, verb, wanted, namespace, name, times);
    }

    public Fault inNamespace(String wanted) {
        return new Fault(effect, verb, resource, wanted, name, times);
    }

    public Fault named(String wanted) {
        return new Fault(effect, verb, resource, namespace, wanted, times);
    }

    public Fault times(int count) {
        return new Fault(effect, verb, resource, namespace, name, OptionalInt.of(count));
    }

    /// Whether its parts fit a request; asking uses nothing up.
    public boolean meets(Call call) {
        return (verb.isEmpty()
                        || verb.equalsIgnoreCase(call.verb())
                        || verb.equalsIgnoreCase(call.method()))
                && (resource.isEmpty()
                        || resource.equals(call.resource())
                        || resource.equals(call.mainResource()))
                && (namespace.isEmpty() || namespace.equals(call.namespace()))
                && (name.isEmpty() || name.equals(call.name()));
    }
}
