// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// The demo on the command line; `deploy/demo.sh` starts it.
@Command(
        name = "demo.sh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Pushes an image to a registry and shows how the workloads that use it follow.",
            "Everything runs on this machine and is ended at the end."
        })
public final class Demo implements Callable<Integer> {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "Use this cluster, in a namespace pushwire-demo, and not the sandbox in"
                            + " memory.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--keep-running",
            description = "Leave everything up until Ctrl-C, with commands to try.")
    private boolean keepRunning;

    @Option(names = "--state", paramLabel = "DIR", hidden = true)
    private Path state = Path.of("pushwire-demo");

    @Option(names = "--colours", hidden = true)
    private boolean colours;

    private Demo() {}

    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new Demo());
        commandLine.setParameterExceptionHandler(Demo::refuse);
        System.exit(commandLine.execute(arguments));
    }

    private static int refuse(CommandLine.ParameterException wrong, String[] arguments) {
        System.err.println(wrong.getMessage() + "; --help lists the flags.");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() throws InterruptedException {
        var screen = new Screen(System.out, colours);
        if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
            System.err.println(
                    "--kubeconfig names " + kubeconfig + ", which is not a file that can be read");
            return CommandLine.ExitCode.USAGE;
        }
        var run =
                new DemoRun(
                        screen,
                        state.toAbsolutePath().normalize(),
                        Optional.ofNullable(kubeconfig).map(Path::toAbsolutePath),
                        keepRunning);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("end").unstarted(run::close));
        try (run) {
            boolean good = run.show();
            if (good && keepRunning) {
                new CountDownLatch(1).await();
            }
            return good ? 0 : 1;
        }
    }
}
