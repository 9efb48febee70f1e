// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageReference;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Workload;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Admission may put a digest on an image while it takes our patch. What the API server answered is
/// what we wrote, so it is added to our annotation; else it would look like the owner's own pin.
final class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final int OK = 200;

    private final ApiServer server;

    Admission(ApiServer server) {
        this.server = server;
    }

    /// @param answered the object as the API server answered our patch
    /// @return the object as it is then
    Workload remember(KindDefinition kind, Decision.Write decision, Workload answered)
            throws InterruptedException {
        Map<String, Pins.Pin> pins = new LinkedHashMap<>(decision.pins().byContainer());
        decision.changes()
                .forEach(change ->
                        putThere(change, answered)
                                .ifPresent(digest ->
                                        pins.computeIfPresent(
                                                change.container().name(),
                                                (_, pin) -> pin.admittedAs(digest))));
        var known = new Pins.Known(pins);
        if (known.equals(decision.pins())) {
            return answered;
        }
        try {
            var answer =
                    KubernetesWorkloads.send(
                            server.jsonPatch(
                                    kind.path(answered.ref()),
                                    WorkloadPatch.ofAnnotation(kind, answered, known)));
            if (answer.code() == OK) {
                return KubernetesWorkloads.parse(kind, answer.body());
            }
            warn(answered, answer.problem());
        } catch (IOException | ApiException failed) {
            warn(answered, String.valueOf(failed.getMessage()));
        }
        return answered;
    }

    private static void warn(Workload answered, String problem) {
        LOG.warn(
                "Tried to remember the digests that admission put on {} but {}; they look like its"
                        + " owner's own",
                answered.ref(),
                problem);
    }

    /// The digest in the answer, if it is none that we asked for.
    private static Optional<Digest> putThere(Decision.ImageChange change, Workload answered) {
        Optional<Digest> asked = digest(change.to());
        return answered.containers().stream()
                .filter(container -> container.name().equals(change.container().name()))
                .map(Container::image)
                .flatMap(image -> digest(image).stream())
                .filter(present -> !asked.equals(Optional.of(present)))
                .findFirst();
    }

    private static Optional<Digest> digest(String image) {
        return ImageReference.parse(image).flatMap(ImageReference::digest);
    }
}
