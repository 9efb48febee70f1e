// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import java.util.Optional;

/// A container that follows a tag, as the newest inventory has it.
///
/// @param repository host and repository of the tag
/// @param tag canonical, as the inventory spells it
/// @param image as it stands in the pod template
/// @param pinned the digest in it
public record Use(Slot slot, String repository, String tag, String image, Optional<String> pinned) {

    private static final String BETWEEN = "\n";
    private static final int PARTS = 7;

    static Use parse(String text) {
        String[] parts = text.split(BETWEEN, PARTS);
        return new Use(
                new Slot(parts[0], parts[1], parts[2]),
                parts[3],
                parts[4],
                parts[5],
                parts[6].isEmpty() ? Optional.empty() : Optional.of(parts[6]));
    }

    String text() {
        return String.join(BETWEEN, slot.text(), repository, tag, image, pinned.orElse(""));
    }
}
