// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

/// What becomes of an image with a digest that neither we nor an older tool's annotation explains.
public enum AdmissionDigests {
    /// It is somebody's own pin, and left alone.
    LEAVE,
    /// The cluster's admission put it there; it is moved on as if it were ours.
    FOLLOW;

    /// What the configuration says.
    ///
    /// @throws IllegalArgumentException with the choices, if it is none
    public static AdmissionDigests configured(String text) {
        return Choices.find(values(), text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "pushwire.admission-digests is \"%s\": use one of %s"
                                        .formatted(text, Choices.of(values()))));
    }
}
