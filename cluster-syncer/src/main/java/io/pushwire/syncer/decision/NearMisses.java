// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.image.ImageReference;
import io.pushwire.image.ImageTag;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What comes close to a tag that no workload uses: mostly a misspelt host or tag is the reason.
public final class NearMisses {

    private static final int MOST = 3;

    private NearMisses() {}

    /// As the end of a sentence, empty if nothing comes close.
    ///
    /// @param spellings the tag under each of its registry's names
    /// @param sharing workloads with an image of the same path, on whatever host
    public static String sentence(Collection<ImageTag> spellings, List<Workload> sharing) {
        Set<String> hosts = spellings.stream().map(ImageTag::host).collect(Collectors.toSet());
        Set<String> paths =
                spellings.stream().map(ImageTag::repository).collect(Collectors.toSet());
        var found = new LinkedHashSet<String>();
        for (Workload workload : sharing) {
            for (Container container : workload.containers()) {
                container
                        .reference()
                        .flatMap(reference -> near(reference, hosts, paths))
                        .ifPresent(near -> found.add(workload.ref() + " " + near));
            }
        }
        if (found.isEmpty()) {
            return "";
        }
        String more = found.size() > MOST ? " and %d more".formatted(found.size() - MOST) : "";
        return found.stream().limit(MOST).collect(Collectors.joining(", ", "; near: ", more));
    }

    private static Optional<String> near(
            ImageReference reference, Set<String> hosts, Set<String> paths) {
        return repository(reference)
                .filter(it -> paths.contains(it.repository()))
                .map(it -> {
                    if (!hosts.contains(it.host())) {
                        return "uses %s (is the alias %s missing at the source?)"
                                .formatted(reference.withoutDigest(), it.host());
                    }
                    return reference
                            .imageTag()
                            .map(tag -> "uses tag " + tag.tag())
                            .orElse("uses it by digest, without a tag");
                });
    }

    /// With some tag, also where only a digest was written.
    public static Optional<ImageTag> repository(ImageReference reference) {
        return reference
                .imageTag()
                .or(() -> ImageReference.parse(reference.name()).flatMap(ImageReference::imageTag));
    }
}
