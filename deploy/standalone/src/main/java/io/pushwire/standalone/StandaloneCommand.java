// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone;

import io.pushwire.standalone.broker.BrokerFailedException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// What can be said on the command line.
@Command(
        name = "standalone",
        mixinStandardHelpOptions = true,
        versionProvider = Standalone.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Listener, syncer and a Kafka broker of their own in one command.",
            "Everything it keeps is in the data directory; Ctrl-C or SIGTERM stops it cleanly."
        })
final class StandaloneCommand implements Callable<Integer> {

    @Option(
            names = "--kubernetes",
            paramLabel = "cluster|sandbox",
            defaultValue = "cluster",
            description = {
                "cluster: a real one, see --kubeconfig (default).",
                "sandbox: a small API server in memory, to try things out."
            })
    private Target kubernetes = Target.CLUSTER;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "How to reach the cluster. Default: the pod's service account, else"
                            + " $KUBECONFIG, else ~/.kube/config.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description =
                    "Name of the cluster, part of the outcome topic's name: it must not change."
                            + " Default: default.")
    private @Nullable String cluster;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "pushwire-data",
            description =
                    "Where Kafka's log is kept. Default: ${DEFAULT-VALUE} in the folder you are"
                            + " in.")
    private Path data = Path.of("pushwire-data");

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Where the listener listens. Default: 0.0.0.0, with --kubernetes=sandbox"
                            + " 127.0.0.1.")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The listener's port. Default: 8080. 0: any free one.")
    private @Nullable Integer port;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "YAML with pushwire.* settings, the sources above all. The flags stand above"
                            + " it.")
    private @Nullable Path config;

    @Spec private @Nullable CommandSpec spec;

    /// Which API server the syncer works on.
    enum Target {
        CLUSTER,
        SANDBOX
    }

    @Override
    public Integer call() throws InterruptedException {
        Options options = options();
        try (var running = new Running(options)) {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(running::close));
            running.start();
            out().println(running.greeting());
            out().flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (BrokerFailedException | StartFailedException failed) {
            err().println(failed.getMessage());
            return 1;
        }
    }

    /// @throws ParameterException for flags that cannot be meant
    private Options options() {
        if (kubernetes == Target.SANDBOX && kubeconfig != null) {
            throw wrong("--kubeconfig leads to a cluster: leave out --kubernetes=sandbox");
        }
        if (port != null && (port < 0 || port > 65535)) {
            throw wrong("--port is from 0 to 65535, not " + port);
        }
        return new Options(
                kubernetes,
                existing("--kubeconfig", kubeconfig),
                Optional.ofNullable(cluster),
                data,
                Optional.ofNullable(host),
                Optional.ofNullable(port),
                existing("--config", config));
    }

    private Optional<Path> existing(String flag, @Nullable Path file) {
        if (file != null && !Files.isReadable(file)) {
            throw wrong(flag + " names " + file + ", which is not a file that can be read");
        }
        return Optional.ofNullable(file);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec().commandLine(), sentence);
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private PrintWriter err() {
        return spec().commandLine().getErr();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli fills this in");
        }
        return spec;
    }
}
