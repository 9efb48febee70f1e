// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageReference;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.inventory.Use;
import io.pushwire.inventory.Wrote;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.source.Sources;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Which tags the clusters use, of those that a source speaks for. Clusters may spell one tag
/// differently; here it has its registry's own name.
public final class InUse {

    private final Sources sources;
    private final Map<ImageTag, Map<Place, Set<Digest>>> byImage = new ConcurrentHashMap<>();

    public InUse(Sources sources) {
        this.sources = sources;
    }

    /// @param host under which the cluster's workloads spell the tag
    private record Place(String cluster, String host) {}

    /// The newest record of a cluster about a tag.
    public void learn(String cluster, TagUse use) {
        find(use.image())
                .ifPresent(image ->
                        byImage.compute(
                                image,
                                (_, places) -> {
                                    var now = new HashMap<>(places == null ? Map.of() : places);
                                    now.put(new Place(cluster, use.image().host()), pinned(use));
                                    return now;
                                }));
    }

    /// The cluster uses the tag no more.
    public void forget(String cluster, ImageTag spelling) {
        find(spelling)
                .ifPresent(image ->
                        byImage.computeIfPresent(
                                image,
                                (_, places) -> {
                                    var now = new HashMap<>(places);
                                    now.remove(new Place(cluster, spelling.host()));
                                    return now.isEmpty() ? null : now;
                                }));
    }

    /// The registry's own name of a tag that a source speaks for.
    Optional<ImageTag> find(ImageTag spelling) {
        return sources.speakingFor(spelling).map(source -> spelling.at(source.names().registry()));
    }

    Set<ImageTag> all() {
        return byImage.keySet();
    }

    /// Those of one cluster.
    List<ImageTag> of(String cluster) {
        return byImage.keySet().stream().filter(image -> isUsedBy(cluster, image)).toList();
    }

    /// @param image under its registry's own name
    boolean isUsedBy(String cluster, ImageTag image) {
        return byImage.getOrDefault(image, Map.of()).keySet().stream()
                .anyMatch(place -> place.cluster().equals(cluster));
    }

    /// @param image under its registry's own name
    Optional<TagInUse> tag(ImageTag image) {
        Map<Place, Set<Digest>> places = byImage.get(image);
        Optional<Source> source = sources.speakingFor(image);
        return places == null || source.isEmpty()
                ? Optional.empty()
                : Optional.of(new TagInUse(image, source.get(), byDigest(places)));
    }

    private static Map<Digest, Set<String>> byDigest(Map<Place, Set<Digest>> places) {
        Map<Digest, Set<String>> clusters = new HashMap<>();
        places.forEach((place, digests) ->
                digests.forEach(digest ->
                        clusters.computeIfAbsent(digest, _ -> new HashSet<>())
                                .add(place.cluster())));
        return clusters;
    }

    private static Set<Digest> pinned(TagUse use) {
        return use.workloads().stream()
                .flatMap(workload -> pinned(workload).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// What we wrote, if somebody has not put something else there since.
    private static Optional<Digest> pinned(Use workload) {
        Set<Digest> there =
                workload.images().values().stream()
                        .flatMap(image -> ImageReference.parse(image).stream())
                        .flatMap(image -> image.digest().stream())
                        .collect(Collectors.toSet());
        return workload.wrote().filter(Wrote::pinned).map(Wrote::digest).filter(there::contains);
    }
}
