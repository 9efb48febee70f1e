// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.pushwire.listener.authenticity.Secret;
import io.pushwire.listener.reception.Actors;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// What the record says of those who push.
///
/// @param mode `keep`: the name as the registry tells it; `omit`: nothing; `pseudonym`: the same
///   word for the same name, made with the key. With the latter two the bodies of dead letters are
///   not kept, because names stand in them
/// @param key for `pseudonym`, at least 16 characters: who has it can test who is meant. Exactly
///   one of `key` and `key-from`
/// @param keyFrom file with the key and nothing else, read once at the start
@ConfigurationProperties("pushwire.actors")
public record ActorsConfig(
        @Bindable(defaultValue = "keep") String mode,
        @Nullable String key,
        @Nullable String keyFrom) {

    private static final int SHORTEST_KEY = 16;

    /// @throws IllegalArgumentException with a sentence if that cannot be
    public Actors actors() {
        return switch (mode) {
            case "keep" -> new Actors.Kept();
            case "omit" -> new Actors.Omitted();
            case "pseudonym" -> new Actors.Pseudonyms(new Secret(text()));
            default ->
                    throw new IllegalArgumentException(
                            "pushwire.actors.mode is \"%s\": use keep, omit or pseudonym"
                                    .formatted(mode));
        };
    }

    private String text() {
        if ((key == null) == (keyFrom == null)) {
            throw new IllegalArgumentException(
                    "pushwire.actors.mode is pseudonym, which needs either pushwire.actors.key or"
                            + " pushwire.actors.key-from: set exactly one of them");
        }
        String text = (key == null ? content(String.valueOf(keyFrom)) : key).strip();
        if (text.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "pushwire.actors.key%s has less than %d characters: set a longer one"
                            .formatted(key == null ? "-from" : "", SHORTEST_KEY));
        }
        return text;
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException(
                    "pushwire.actors.key-from: Tried to read the file %s but: %s"
                            .formatted(file, unreadable),
                    unreadable);
        }
    }

    @Override
    public String toString() {
        return "ActorsConfig[mode=" + mode + "]";
    }
}
