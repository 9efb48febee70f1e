// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.control.RecheckRequest;
import io.pushwire.image.ImageTag;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;

/// `cluster-syncer recheck`.
@Command(
        name = "recheck",
        mixinStandardHelpOptions = true,
        description = "The listener asks the registry now, and not when it is the tag's turn.")
final class RecheckCommand implements Callable<Integer> {

    private final Desk desk;

    @Parameters(
            arity = "0..1",
            paramLabel = "IMAGE",
            description = "One tag, as it stands in a pod's image.")
    private @Nullable String image;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "Every tag that this cluster uses.")
    private @Nullable String cluster;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who asks; without it the user's name and this host's.")
    private @Nullable String by;

    @Spec private @Nullable CommandSpec command;

    RecheckCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException {
        var request =
                new RecheckRequest(
                        target(),
                        UUID.randomUUID().toString(),
                        by == null ? ScopeOptions.whoever() : by,
                        Instant.now());
        desk.recheck(request);
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        out.println("asked for a re-check of " + request.what() + ", request " + request.id());
        out.println(
                "The listener asks within seconds, as far as its limits allow, and names the"
                        + " request in its log.");
        out.println(
                "Where a tag has moved there is an event on pushwire.image-events, and what came of"
                        + " it on pushwire.outcomes.<cluster>.");
        return 0;
    }

    private RecheckRequest.Target target() {
        String name = cluster;
        String typed = image;
        if ((typed == null) == (name == null)) {
            throw refused("name an image, or a cluster with --cluster");
        }
        if (name != null) {
            try {
                return new RecheckRequest.WholeCluster(name);
            } catch (IllegalArgumentException noName) {
                throw refused(String.valueOf(noName.getMessage()));
            }
        }
        return ImageTag.parse(Objects.requireNonNull(typed))
                .<RecheckRequest.Target>map(RecheckRequest.Image::new)
                .orElseThrow(() ->
                        refused(
                                "\"%s\" is no image with a tag: a digest never moves"
                                        .formatted(typed)));
    }

    private ParameterException refused(String problem) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), problem);
    }
}
