// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.image.ImageGlob;

import java.util.Optional;

/// Which events of the log are looked at.
///
/// @param from the first ones
/// @param to the first ones that are not among them
/// @param image those of these tags
/// @param source those of this one; empty for all
public record Window(Bound from, Bound to, ImageGlob image, Optional<String> source) {

    /// Everything from there on.
    public static Window since(Bound from) {
        return new Window(from, new Bound.Open(), ImageGlob.all(), Optional.empty());
    }

    /// The same, up to another end.
    public Window upTo(Bound end) {
        return new Window(from, end, image, source);
    }
}
