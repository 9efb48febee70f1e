// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

/// What becomes of policy `pin` where another tool applies the image and would put its own back.
public enum OnManaged {
    /// The pods are replaced, as under policy `restart`.
    RESTART,
    /// Nothing is written; the outcome names the tool.
    NOTIFY,
    /// It is pinned all the same.
    PIN;

    /// What the configuration says.
    ///
    /// @throws IllegalArgumentException with the choices, if it is none
    public static OnManaged configured(String text) {
        return Choices.find(values(), text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "pushwire.on-managed is \"%s\": use one of %s"
                                        .formatted(text, Choices.of(values()))));
    }
}
