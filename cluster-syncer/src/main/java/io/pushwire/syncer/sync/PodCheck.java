// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.image.Digest;
import io.pushwire.registry.Platforms;
import io.pushwire.syncer.sync.ContainerResult.PodResult;
import io.pushwire.syncer.sync.RunningPod.RunningContainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether the pods of a workload run the digest, for one container.
///
/// @param pods how many there are
/// @param wrong those that do not
/// @param unreadable why it cannot be told, if so
record PodCheck(int pods, List<PodResult> wrong, Optional<String> unreadable) {

    PodCheck {
        wrong = List.copyOf(wrong);
    }

    /// @param platforms what the digest stands for besides; asked for only where a pod runs another
    static PodCheck of(
            List<RunningPod> pods, String container, Digest wanted, Supplier<Platforms> platforms) {
        var wrong = new ArrayList<PodResult>();
        for (RunningPod pod : pods) {
            RunningContainer running = pod.containers().get(container);
            if (running == null) {
                wrong.add(new PodResult(pod.name(), "", pod.pending().orElse("has not begun")));
                continue;
            }
            Optional<Digest> digest = running.digest();
            if (digest.filter(wanted::equals).isPresent()) {
                continue;
            }
            if (digest.isPresent()) {
                switch (platforms.get()) {
                    case Platforms.Known(var known) when known.contains(digest.get()) -> {
                        continue;
                    }
                    case Platforms.Known _ -> {}
                    case Platforms.Unknown(String reason) -> {
                        return new PodCheck(
                                pods.size(),
                                List.of(),
                                Optional.of("the platforms of its image: " + reason));
                    }
                }
            }
            wrong.add(
                    new PodResult(
                            pod.name(),
                            digest.map(Digest::value).orElse(running.imageId()),
                            running.trouble().or(pod::pending).orElse("")));
        }
        return new PodCheck(pods.size(), wrong, Optional.empty());
    }

    boolean allRun() {
        return wrong.isEmpty() && unreadable.isEmpty();
    }

    /// For people, where all is well.
    String detail() {
        return switch (pods) {
            case 0 -> "no pods run";
            case 1 -> "its pod runs it";
            default -> "all %d pods run it".formatted(pods);
        };
    }
}
