// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.images;

import io.pushwire.bench.cluster.SandboxClusters;
import io.pushwire.bench.command.Benchmark;
import io.pushwire.bench.command.Rounds;
import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.process.Parts;
import io.pushwire.bench.result.Machine;
import io.pushwire.standalone.broker.Broker;
import io.pushwire.standalone.broker.BrokerFailedException;
import io.pushwire.standalone.broker.DataDirectory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// The command that measures the images.
@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures how long a container of each image takes until it is ready, and its memory.",
            "Needs a Docker engine on this machine, the images of ./mvnw -Pimages verify, and of",
            "deploy/images/aot.sh. The README says how to read it."
        })
public final class ImagesBench extends Benchmark {

    @Mixin private final Rounds rounds = new Rounds();

    @Override
    protected Outcome measure(Place place)
            throws IOException, BrokerFailedException, InterruptedException {
        int count = rounds.in(quick() ? 1 : 5, (_, asked) -> asked);
        ImageStart.docker("version");
        Parts parts = place.parts();
        DataDirectory data = parts.add(DataDirectory.open(place.directory().resolve("kafka")));
        String kafka = parts.add(Broker.start(data)).bootstrapServers();
        var clusters = new SandboxClusters(place.artifacts(), place.directory());
        Path kubeconfig = parts.add(clusters.start("images")).kubeconfig();
        Path seen = Files.createDirectory(place.directory().resolve("seen"));
        Files.setPosixFilePermissions(seen, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(kubeconfig, seen.resolve(ImageStart.KUBECONFIG));
        ImagesResults results = starts(place.artifacts(), new ImageStart(seen, kafka), count);
        double load = Machine.load();
        return new Outcome(
                results.lines(place.machine(), load),
                results.json(place.machine(), load),
                !results.failures().isEmpty());
    }

    private ImagesResults starts(Artifacts artifacts, ImageStart start, int rounds)
            throws IOException, InterruptedException {
        // deploy/run.sh is two folders below.
        Path root = artifacts.launcher().toAbsolutePath().resolve("../..").normalize();
        List<Measured> starts = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (Subject subject : Subject.all(root)) {
                try {
                    starts.add(start.measure(subject));
                } catch (IOException failed) {
                    failures.add(subject.title() + ": " + failed.getMessage());
                }
            }
        }
        return new ImagesResults(starts, failures);
    }
}
