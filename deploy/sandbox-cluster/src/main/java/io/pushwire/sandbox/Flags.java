// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was asked for on the command line.
///
/// @param port 0 for any free one
/// @param allInterfaces whether other machines may reach it
/// @param manifests files to load at the start
/// @param kubeconfig where to write the kubeconfig file
record Flags(
        int port,
        boolean allInterfaces,
        List<Path> manifests,
        Optional<Path> kubeconfig,
        boolean rollouts,
        boolean help) {
    static final String HELP =
            """
            usage: sandbox-cluster [--port N] [--all-interfaces] [--manifests FILE…] [--write-kubeconfig FILE] [--no-rollouts]

            A small Kubernetes API server in memory, as a rule on 127.0.0.1 alone, without any password.

              --port N                 listen there (default: 18001; 0: any free port)
              --all-interfaces         listen on every address, for a container: whoever reaches the port may do all
              --manifests FILE…        load these YAML or JSON files first
              --write-kubeconfig FILE  write a kubeconfig file that leads here
              --no-rollouts            leave workloads alone: no pods, no status
              --help                   print this
            """;

    Flags {
        manifests = List.copyOf(manifests);
    }

    /// Throws [IllegalArgumentException] with a sentence for what it does not understand.
    static Flags parse(String... arguments) {
        var left = new ArrayDeque<>(List.of(arguments));
        var port = 18001;
        var allInterfaces = false;
        var manifests = new ArrayList<Path>();
        var kubeconfig = Optional.<Path>empty();
        var rollouts = true;
        var help = false;
        while (!left.isEmpty()) {
            var flag = left.remove();
            switch (flag) {
                case "--help", "-h" -> help = true;
                case "--no-rollouts" -> rollouts = false;
                case "--all-interfaces" -> allInterfaces = true;
                case "--port" -> port = port(value(flag, left));
                case "--write-kubeconfig" -> kubeconfig = Optional.of(Path.of(value(flag, left)));
                case "--manifests" -> {
                    manifests.add(Path.of(value(flag, left)));
                    while (!left.isEmpty() && !left.element().startsWith("--")) {
                        manifests.add(Path.of(left.remove()));
                    }
                }
                default ->
                        throw new IllegalArgumentException(
                                "There is no flag '%s'; --help lists them.".formatted(flag));
            }
        }
        return new Flags(port, allInterfaces, manifests, kubeconfig, rollouts, help);
    }

    private static String value(String flag, ArrayDeque<String> left) {
        if (left.isEmpty() || left.element().startsWith("--")) {
            throw new IllegalArgumentException("The flag %s needs a value.".formatted(flag));
        }
        return left.remove();
    }

    private static int port(String text) {
        try {
            var port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "The flag --port needs a number from 0 to 65535, not '%s'.".formatted(text));
    }
}
