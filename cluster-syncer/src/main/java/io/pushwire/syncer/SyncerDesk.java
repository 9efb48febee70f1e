// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.pushwire.config.Contexts;
import io.pushwire.control.RecheckRequest;
import io.pushwire.image.ImageReference;
import io.pushwire.inventory.Heartbeat;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.syncer.command.Desk;
import io.pushwire.syncer.command.PauseBoard;
import io.pushwire.syncer.kafka.InventoryTombstones;
import io.pushwire.syncer.kubernetes.Rbac;
import io.pushwire.syncer.kubernetes.Unpinning;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.replay.Explanation;
import io.pushwire.syncer.sync.SyncProgress;
import io.pushwire.syncer.sync.SyncReport;

import org.apache.kafka.common.KafkaException;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the commands work with, from the same files and variables as the service.
final class SyncerDesk implements Desk {

    /// Active beside the syncer's own environment: nothing serves, and nothing is opened unasked.
    static final String COMMAND = "syncer-command";

    /// Three times the pause between two heartbeats.
    static final Duration SILENCE = Duration.ofMinutes(3);

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
                            new Rbac.Asked(
                                    asked.namespaced(),
                                    recreate,
                                    context.getBean(ApiConfig.class).enabled(),
                                    account[0],
                                    account[1]));
        }
    }

    @Override
    public int forget(String cluster, boolean force) throws InterruptedException {
        try (ApplicationContext context =
                builder().properties(with("pushwire.cluster", cluster)).start()) {
            var inventory = new InventoryTombstones(context.getBean(KafkaClients.class));
            Optional<Instant> heard =
                    force ? Optional.empty() : inventory.lastHeardOf(cluster).map(Heartbeat::at);
            if (heard.isPresent() && heard.get().plus(SILENCE).isAfter(Instant.now())) {
                throw new IllegalStateException(
                        "cluster %s was heard of at %s: stop its syncer first, or say --force"
                                .formatted(cluster, heard.get()));
            }
            return inventory.write(cluster);
        } catch (KafkaException away) {
            throw new IllegalArgumentException(
                    "pushwire.kafka.bootstrap-servers: " + away.getMessage(), away);
        }
    }

    @Override
    public SyncReport sync(SyncAsked asked, SyncProgress progress) throws InterruptedException {
        return OnceOver.run(settings, asked, progress);
    }

    @Override
    public Replay replay(ReplayAsked asked) throws InterruptedException {
        return OpenReplay.open(settings, asked);
    }

    @Override
    public Explanation explain(ImageReference asked) throws InterruptedException {
        return Explained.of(settings, asked);
    }

    @Override
    public PauseBoard pauses() {
        return ContextPauseBoard.open(this);
    }

    @Override
    public void recheck(RecheckRequest request) throws InterruptedException {
        try (ContextPauseBoard board = ContextPauseBoard.open(this)) {
            board.ask(request);
        }
    }

    private Map<String, Object> with(String key, Object value) {
        var all = new HashMap<>(settings);
        all.put(key, value);
        return all;
    }

    /// To be started, and closed when the command is done.
    ApplicationContextBuilder builder() {
        return builder(settings);
    }

    static ApplicationContextBuilder builder(Map<String, Object> settings) {
        return Contexts.builder()
                .mainClass(ClusterSyncer.class)
                .environments(ClusterSyncer.ENVIRONMENT, COMMAND)
                .properties(settings);
    }
}
