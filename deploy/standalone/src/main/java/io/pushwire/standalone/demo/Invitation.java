// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import io.pushwire.image.ImageTag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Commands to copy, for whoever keeps the demo running.
final class Invitation {

    private Invitation() {}

    static void print(
            Screen screen,
            StateDirectory state,
            StandaloneProgram standalone,
            SampleWorkloads samples,
            ImageTag tag,
            String authorization,
            Optional<Path> kubeconfig)
            throws IOException {
        Path next =
                Files.writeString(
                        state.path().resolve("next-push.json"), RecordedPush.notification(tag));
        Path config = kubeconfig.orElse(state.data().resolve("sandbox.kubeconfig"));
        screen.plain(
                """

                Everything is still up. Try, in another terminal:

                  what runs              kubectl --kubeconfig %1$s -n %2$s get deploy,cronjob -o wide
                  what was written       kubectl --kubeconfig %1$s -n %2$s get deploy web -o yaml
                  the next push          curl -H 'Authorization: %3$s' --data-binary @%4$s %5$s
                  is it ready            curl %6$s/health/readiness
                  metrics                curl %6$s/prometheus
                  the logs               tail -f %7$s

                Ctrl-C ends it.%8$s\
                """
                        .formatted(
                                config,
                                samples.namespace(),
                                authorization,
                                next,
                                standalone.hook(),
                                standalone.listener(),
                                state.path().resolve("standalone.log"),
                                kubeconfig.isPresent()
                                        ? " The namespace stays: kubectl delete namespace "
                                                + samples.namespace()
                                        : ""));
    }
}
