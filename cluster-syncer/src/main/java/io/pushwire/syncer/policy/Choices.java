// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// An enum's constants as people write them: in small letters.
final class Choices {

    private Choices() {}

    static String text(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> Optional<E> find(E[] choices, String text) {
        return Arrays.stream(choices)
                .filter(choice -> text(choice).equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /// All of them, for a sentence.
    static String of(Enum<?>[] choices) {
        return Arrays.stream(choices).map(Choices::text).collect(Collectors.joining(", "));
    }
}
