// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.RegistryProcess;

import org.jspecify.annotations.Nullable;

/// Images that the pods of a rung can run: any name where nothing is pulled, and those of a
/// registry on this machine where a node asks for them.
final class RolloutImages {
    private static final String NO_DIGEST = "sha256:" + "a".repeat(64);
    private static @Nullable RolloutImages pulled;

    private final @Nullable RegistryProcess registry;

    private RolloutImages(@Nullable RegistryProcess registry) {
        this.registry = registry;
    }

    static synchronized RolloutImages on(Rung rung) {
        if (!rung.hasControllers()) {
            return new RolloutImages(null);
        }
        if (pulled == null) {
            var registry = RegistryProcess.start();
            var pusher = ImagePusher.to(registry);
            for (var name : new String[] {"web", "db", "agent"}) {
                pusher.push("shop/" + name, "1", "one");
                pusher.push("shop/" + name, "2", "two");
            }
            pulled = new RolloutImages(registry);
        }
        return pulled;
    }

    /// A short name as the workload has to say it.
    String of(String image) {
        return registry == null ? image : registry.host() + "/" + image;
    }

    String digest(String repository, String tag) {
        return registry == null
                ? NO_DIGEST
                : ImagePusher.to(registry).push(repository, tag, "one").toString();
    }
}
