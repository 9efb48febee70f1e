// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.images;

import io.pushwire.bench.cluster.SandboxClusters;
import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.process.Parts;
import io.pushwire.bench.process.WorkDirectory;
import io.pushwire.bench.result.JsonFile;
import io.pushwire.bench.result.Machine;
import io.pushwire.standalone.broker.Broker;
import io.pushwire.standalone.broker.BrokerFailedException;
import io.pushwire.standalone.broker.DataDirectory;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

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
public final class ImagesBench implements Callable<Integer> {

    private static final int MOST = 100;

    @ParentCommand private Artifacts.@Nullable Known program;

    @Option(names = "--quick", description = "One round.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "How often all is started.")
    private int rounds = 5;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "bench-images.json",
            description = "Where the JSON goes. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("bench-images.json");

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1 || rounds > MOST) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--rounds is from 1 to " + MOST + ", not " + rounds);
        }
        Artifacts artifacts = Objects.requireNonNull(program).artifacts();
        var directory = WorkDirectory.create();
        var machine = Machine.now();
        System.err.println("logs are in " + directory.path());
        try (var parts = new Parts()) {
            ImagesResults results = measure(artifacts, directory.path(), parts);
            results.lines(machine, Machine.load()).forEach(System.out::println);
            JsonFile.write(out, results.json(machine, Machine.load()));
            System.err.println("written to " + out);
            if (!results.failures().isEmpty()) {
                return 1;
            }
        } catch (IOException | BrokerFailedException failed) {
            System.err.println("Tried to measure but " + failed.getMessage());
            return 1;
        }
        directory.delete();
        return 0;
    }

    private ImagesResults measure(Artifacts artifacts, Path directory, Parts parts)
            throws IOException, BrokerFailedException, InterruptedException {
        ImageStart.docker("version");
        DataDirectory data = parts.add(DataDirectory.open(directory.resolve("kafka")));
        String kafka = parts.add(Broker.start(data)).bootstrapServers();
        Path kubeconfig =
                parts.add(new SandboxClusters(artifacts, directory).start("images")).kubeconfig();
        Path seen = Files.createDirectory(directory.resolve("seen"));
        Files.setPosixFilePermissions(seen, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(kubeconfig, seen.resolve(ImageStart.KUBECONFIG));
        return starts(artifacts, new ImageStart(seen, kafka));
    }

    private ImagesResults starts(Artifacts artifacts, ImageStart start)
            throws IOException, InterruptedException {
        // deploy/run.sh is two folders below.
        Path root = artifacts.launcher().toAbsolutePath().resolve("../..").normalize();
        List<Measured> starts = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int round = 0; round < (quick ? 1 : rounds); round++) {
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
