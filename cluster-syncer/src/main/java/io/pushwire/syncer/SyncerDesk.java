// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.pushwire.syncer.command.Desk;
import io.pushwire.syncer.command.PauseBoard;
import io.pushwire.syncer.kubernetes.Rbac;
import io.pushwire.syncer.kubernetes.Unpinning;
import io.pushwire.syncer.policy.Policy;

import java.util.Map;

/// What the commands work with, from the same files and variables as the service.
final class SyncerDesk implements Desk {

    /// Active beside the syncer's own environment: nothing serves, and nothing is opened unasked.
    static final String COMMAND = "syncer-command";

    private final Map<String, Object> settings;

    SyncerDesk() {
        this(Map.of());
    }

    /// @param settings above the files and variables
    SyncerDesk(Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    @Override
    public Unpins unpins() {
        ApplicationContext context = builder().start();
        return new OpenUnpins(context, context.getBean(Unpinning.class));
    }

    @Override
    public String rights(RightsAsked asked) {
        try (ApplicationContext context = builder().start()) {
            String[] account = asked.account().split("/", -1);
            String policy = context.getBean(SyncerConfig.class).policy();
            boolean recreate = asked.recreate() || Policy.configured(policy) == Policy.RECREATE;
            return context.getBean(Rbac.class)
                    .manifests(
                            new Rbac.Asked(asked.namespaced(), recreate, account[0], account[1]));
        }
    }

    @Override
    public PauseBoard pauses() {
        return ContextPauseBoard.open(this);
    }

    /// To be started, and closed when the command is done.
    ApplicationContextBuilder builder() {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .mainClass(ClusterSyncer.class)
                .environments(ClusterSyncer.ENVIRONMENT, COMMAND)
                .properties(settings);
    }
}
