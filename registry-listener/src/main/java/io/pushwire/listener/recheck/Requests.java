// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import io.pushwire.control.RecheckRequest;
import io.pushwire.image.ImageTag;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What people asked for in the last minutes: also for tags that become ours only now.
final class Requests {

    static final Duration KEPT = Duration.ofMinutes(5);

    private final InUse inUse;
    private final InstantSource clock;
    private final Map<String, RecheckRequest> recent = new ConcurrentHashMap<>();
    private final Map<ImageTag, RecheckRequest> unanswered = new ConcurrentHashMap<>();

    Requests(InUse inUse, InstantSource clock) {
        this.inUse = inUse;
        this.clock = clock;
    }

    /// @return whether it is to be carried out: it is neither old nor known
    boolean add(RecheckRequest request) {
        boolean isNew = !isOld(request) && recent.putIfAbsent(request.id(), request) == null;
        if (isNew && request.what() instanceof RecheckRequest.Image(ImageTag spelling)) {
            inUse.find(spelling).ifPresent(image -> unanswered.put(image, request));
        }
        return isNew;
    }

    void forgetOld() {
        recent.values().removeIf(this::isOld);
        unanswered.values().removeIf(this::isOld);
    }

    /// Who asked for just this tag and was not told yet.
    Optional<RecheckRequest> answer(ImageTag image) {
        return Optional.ofNullable(unanswered.remove(image));
    }

    /// The request that a tag is in.
    ///
    /// @param image under its registry's own name
    Optional<RecheckRequest> about(ImageTag image) {
        return recent.values().stream().filter(request -> isAbout(request, image)).findFirst();
    }

    private boolean isAbout(RecheckRequest request, ImageTag image) {
        return switch (request.what()) {
            case RecheckRequest.Image(ImageTag spelling) ->
                    inUse.find(spelling).filter(image::equals).isPresent();
            case RecheckRequest.WholeCluster(String name) -> inUse.isUsedBy(name, image);
        };
    }

    private boolean isOld(RecheckRequest request) {
        Instant oldest = clock.instant().minus(KEPT);
        return request.at().isBefore(oldest);
    }
}
