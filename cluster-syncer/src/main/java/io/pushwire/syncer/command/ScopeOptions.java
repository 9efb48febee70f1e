// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.control.Directive;
import io.pushwire.control.Scope;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Objects;

/// Where and who: what `pause` and `resume` have in common.
final class ScopeOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--fleet", description = "Every cluster.")
    private boolean fleet;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "All of this cluster; without it the one of the configuration.")
    private @Nullable String cluster;

    @Option(
            names = {"--namespace", "-n"},
            paramLabel = "NAME",
            description = "Only this namespace of the cluster.")
    private @Nullable String namespace;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; shown wherever it counts.")
    private String reason = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who says it; without it the user's name and this host's.")
    private @Nullable String by;

    /// Says it, and prints what was said.
    ///
    /// @return the exit code
    int say(Directive.State state, Desk desk) throws InterruptedException {
        try (PauseBoard board = desk.pauses()) {
            Directive said = directive(state, board);
            board.say(said);
            Objects.requireNonNull(command).commandLine().getOut().println(said);
            return 0;
        }
    }

    private Directive directive(Directive.State state, PauseBoard board) {
        return new Directive(
                scope(board), state, by == null ? whoever() : by, Instant.now(), reason);
    }

    private Scope scope(PauseBoard board) {
        if (fleet) {
            if (cluster != null || namespace != null) {
                throw refused("--fleet is every cluster; leave --cluster and --namespace out");
            }
            return new Scope.Fleet();
        }
        String name = cluster == null ? board.cluster() : cluster;
        try {
            return namespace == null
                    ? new Scope.Cluster(name)
                    : new Scope.Namespace(name, namespace);
        } catch (IllegalArgumentException noName) {
            throw refused(String.valueOf(noName.getMessage()));
        }
    }

    private RuntimeException refused(String problem) {
        return command == null
                ? new IllegalArgumentException(problem)
                : new ParameterException(command.commandLine(), problem);
    }

    /// The user and the host, for want of a name.
    static String whoever() {
        String user = System.getProperty("user.name", "?");
        try {
            return user + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return user;
        }
    }
}
