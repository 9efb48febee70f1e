// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.http;

import io.micronaut.serde.annotation.Serdeable;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What `POST /api/sync` is asked for.
@Serdeable.Deserializable
record SyncBody(@Nullable String image, @Nullable List<String> images) {

    List<String> all() {
        List<String> several = images == null ? List.of() : images;
        return Stream.concat(Stream.ofNullable(image), several.stream().filter(Objects::nonNull))
                .toList();
    }
}
