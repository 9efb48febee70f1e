// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;

import io.pushwire.image.ImageReference;
import io.pushwire.syncer.decision.Container;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What imago (https://github.com/philpep/imago) keeps on a workload: the images as they were
/// before it put digests on them.
///
/// `{"containers":[{"name":"web","image":"registry.example.com/team/web:1"}],"initContainers":[]}`
final class ImagoAnnotation {

    static final String NAME = "imago-config-spec";

    private static final Gson JSON = new Gson();

    private final Map<String, ImageReference> images;

    private ImagoAnnotation(Map<String, ImageReference> images) {
        this.images = images;
    }

    /// One that cannot be read says nothing: then the digests are somebody's own pins.
    static ImagoAnnotation read(@Nullable String text) {
        var images = new HashMap<String, ImageReference>();
        try {
            Spec spec = text == null ? null : JSON.fromJson(text, Spec.class);
            if (spec != null) {
                collect(spec.containers(), images);
                collect(spec.initContainers(), images);
            }
        } catch (JsonParseException broken) {
            images.clear();
        }
        return new ImagoAnnotation(images);
    }

    /// The image before, if imago put on it the digest that is there now. An image that was changed
    /// since then, or that had a digest before, is its owner's.
    Optional<ImageReference> before(Container container) {
        Optional<ImageReference> now = ImageReference.parse(container.image());
        return Optional.ofNullable(images.get(container.name()))
                .filter(before -> before.digest().isEmpty())
                .filter(before -> now.filter(pinned -> isPinOf(before, pinned)).isPresent());
    }

    /// imago writes the digest behind the tag; others take the tag away.
    private static boolean isPinOf(ImageReference before, ImageReference pinned) {
        return pinned.digest().isPresent()
                && pinned.name().equals(before.name())
                && (pinned.tag().isEmpty() || pinned.tag().equals(before.tag()));
    }

    private static void collect(
            @Nullable List<@Nullable Image> specs, Map<String, ImageReference> into) {
        if (specs == null) {
            return;
        }
        for (Image spec : specs) {
            String name = spec == null ? null : spec.name();
            String image = spec == null ? null : spec.image();
            if (name != null && image != null) {
                ImageReference.parse(image).ifPresent(reference -> into.put(name, reference));
            }
        }
    }

    private record Spec(
            @Nullable List<@Nullable Image> containers,
            @Nullable List<@Nullable Image> initContainers) {}

    private record Image(@Nullable String name, @Nullable String image) {}
}
