// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import java.util.Optional;

/// What happens to a workload when a tag that it uses is pushed.
public enum Policy {
    /// Its containers are patched to exactly the pushed digest.
    PIN,
    /// Its pods are replaced, so that they pull the tag again.
    RESTART,
    /// Its outdated pods are evicted, so that their controller replaces them and they pull again.
    RECREATE,
    /// Nothing is written; the outcome says what pin would write.
    NOTIFY,
    /// Nothing.
    IGNORE;

    /// As it is written in the annotation and in the configuration.
    public String text() {
        return Choices.text(this);
    }

    /// The policy that the configuration names.
    ///
    /// @throws IllegalArgumentException with the choices, if it is none
    public static Policy configured(String text) {
        return of(text).orElseThrow(() ->
                new IllegalArgumentException(
                        "pushwire.policy is \"%s\": use one of %s".formatted(text, choices())));
    }

    static Optional<Policy> of(String text) {
        return Choices.find(values(), text);
    }

    static String choices() {
        return Choices.of(values());
    }
}
