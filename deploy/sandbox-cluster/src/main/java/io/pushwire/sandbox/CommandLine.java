// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;

import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// The program: starts a cluster and stays until it is stopped.
final class CommandLine {
    private CommandLine() {}

    /// Gives the exit code: 2 for a flag that is not understood, 1 when it could not start.
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            loggers.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
        try {
            var flags = Flags.parse(arguments);
            if (flags.help()) {
                out.print(Flags.HELP);
                return 0;
            }
            return serve(flags, out);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        } catch (UncheckedIOException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static int serve(Flags flags, PrintStream out) {
        var options =
                Options.defaults()
                        .port(flags.port())
                        .allInterfaces(flags.allInterfaces())
                        .rollouts(flags.rollouts());
        try (var sandbox = SandboxCluster.start(options)) {
            flags.manifests().forEach(file -> load(sandbox, file));
            flags.kubeconfig().ifPresent(file -> write(file, sandbox.kubeconfig()));
            greet(sandbox, flags, out);
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            return 0;
        }
    }

    private static void load(SandboxCluster sandbox, Path file) {
        try {
            sandbox.load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException("Tried to read the manifest %s but %s".formatted(file, e), e));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Tried to load %s but %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException("Tried to write %s but %s".formatted(file, e), e));
        }
    }

    private static void greet(SandboxCluster sandbox, Flags flags, PrintStream out) {
        var how =
                flags.kubeconfig()
                        .map(file -> "--kubeconfig " + file)
                        .orElse("--server " + sandbox.baseUrl());
        out.println(
                """
                The sandbox cluster listens on %s. Try:

                  kubectl %s get deploy -A
                  kubectl %s get events -A -w
                  curl %s/sandbox/journal
                  curl -X POST %s/sandbox/faults -d '{"kind":"STATUS","code":429,"verb":"patch","times":1}'

                Ctrl-C stops it, and everything in it is gone.\
                """
                        .formatted(
                                sandbox.baseUrl(), how, how, sandbox.baseUrl(), sandbox.baseUrl()));
        out.flush();
    }
}
