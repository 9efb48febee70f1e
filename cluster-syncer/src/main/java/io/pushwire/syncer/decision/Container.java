// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.pushwire.image.ImageReference;
import io.pushwire.image.ImageTag;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A container of a pod template, or an image volume. Names are unique over all of them.
///
/// @param name the container's name
/// @param slot where it stands in the pod template
/// @param image as written there
/// @param alwaysPulls whether each start of it asks the registry
/// @param handedOver the image that imago, which did this work before, put a digest on; it is ours
///   to move on
/// @param appliedBy the tool that applies the image from a declaration of its own, for people
/// @param setBy who else than Pushwire owns the image field, by the object's bookkeeping, for
///   people
public record Container(
        String name,
        Slot slot,
        String image,
        boolean alwaysPulls,
        Optional<ImageReference> handedOver,
        Optional<String> appliedBy,
        Optional<String> setBy) {

    /// One of whose last writer nothing is known.
    public Container(
            String name,
            Slot slot,
            String image,
            boolean alwaysPulls,
            Optional<ImageReference> handedOver,
            Optional<String> appliedBy) {
        this(name, slot, image, alwaysPulls, handedOver, appliedBy, Optional.empty());
    }

    /// A place in a pod template.
    ///
    /// @param place which list
    /// @param index in its list
    public record Slot(Place place, int index) {

        private static final int SHARED = 16;
        private static final Map<Place, List<Slot>> FIRST =
                Arrays.stream(Place.values()).collect(toMap(identity(), Slot::first));

        /// The same object for the first few places, which all workloads have.
        public static Slot of(Place place, int index) {
            return index < SHARED
                    ? requireNonNull(FIRST.get(place)).get(index)
                    : new Slot(place, index);
        }

        private static List<Slot> first(Place place) {
            return IntStream.range(0, SHARED).mapToObj(index -> new Slot(place, index)).toList();
        }

        /// Of a container.
        ///
        /// @param init whether it is an init container
        public Slot(boolean init, int index) {
            this(init ? Place.INIT_CONTAINER : Place.CONTAINER, index);
        }
    }

    /// The lists of a pod that name images.
    public enum Place {
        INIT_CONTAINER,
        CONTAINER,
        /// An image volume (`spec.volumes[*].image`), which is followed like a container; its name
        /// has the word `volume` and a space before it.
        VOLUME
    }

    /// What people read before the name of a volume.
    public static final String VOLUME = "volume ";

    /// For sentences: `container web`, `volume models`.
    public String described() {
        return slot.place() == Place.VOLUME ? name : "container " + name;
    }

    /// The same container, of which more is known.
    public Container with(
            Optional<ImageReference> before, Optional<String> tool, Optional<String> owner) {
        return new Container(name, slot, image, alwaysPulls, before, tool, owner);
    }

    /// As its owner wrote it, and as it is pinned, if not by imago. Empty where the image is no
    /// reference at all; no event can be about it.
    public Optional<ImageReference> reference() {
        return handedOver.isPresent() ? handedOver : ImageReference.parse(image);
    }

    /// Whether the image has a digest, whoever put it there.
    public boolean pinned() {
        return ImageReference.parse(image).flatMap(ImageReference::digest).isPresent();
    }

    /// The tag that the image follows, also while it is pinned.
    public Optional<ImageTag> follows() {
        return reference().flatMap(ImageReference::imageTag);
    }
}
