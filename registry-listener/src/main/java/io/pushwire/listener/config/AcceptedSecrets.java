// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.pushwire.listener.authenticity.Secret;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The values of a secret that is written, or stands in files.
record AcceptedSecrets(Problems problems) {

    /// @param at the key of the credential, with its dot
    /// @param key of the secret below; the one of its files ends in `-from`
    /// @param written the secret itself
    /// @param files with one accepted value each
    /// @param make may refuse one with an [IllegalArgumentException]
    /// @return none where a problem was reported
    List<Secret> read(
            String at,
            String key,
            @Nullable String written,
            List<String> files,
            Function<String, Secret> make) {
        String inline = at + "." + key;
        if (files.isEmpty() == (written == null)) {
            problems.add(
                    at,
                    "needs either %1$s-from (files) or %1$s: set exactly one of them"
                            .formatted(key));
            return List.of();
        }
        var accepted = new ArrayList<Secret>();
        if (written != null) {
            problems.attempt(inline, () -> make.apply(written)).ifPresent(accepted::add);
        }
        for (String file : files) {
            content(inline + "-from", file)
                    .flatMap(text ->
                            problems.attempt(inline + "-from " + file, () -> make.apply(text)))
                    .ifPresent(accepted::add);
        }
        return accepted;
    }

    private Optional<String> content(String key, String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)));
        } catch (IOException | InvalidPathException unreadable) {
            return problems.add(
                    key, "Tried to read the file %s but: %s".formatted(file, unreadable));
        }
    }
}
