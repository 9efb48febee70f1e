// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.ApplicationContext;
import io.pushwire.syncer.command.Desk.SyncAsked;
import io.pushwire.syncer.kubernetes.OneShots;
import io.pushwire.syncer.policy.AdmissionDigests;
import io.pushwire.syncer.policy.OnManaged;
import io.pushwire.syncer.sync.Registries;
import io.pushwire.syncer.sync.SyncCluster;
import io.pushwire.syncer.sync.SyncProgress;
import io.pushwire.syncer.sync.SyncReport;
import io.pushwire.syncer.sync.SyncRequest;
import io.pushwire.syncer.sync.Syncing;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// One run of the command `sync`, by the syncer's configuration as far as it counts for that.
final class OnceOver {

    private static final String KUBECONFIG = "pushwire.kubernetes.kubeconfig";
    private static final String CONTEXT = "pushwire.kubernetes.context";
    // What a run by hand may have, and what counts for nothing there.
    private static final Set<String> PLAIN = Set.of(KUBECONFIG, CONTEXT, "pushwire.cluster");
    // A run speaks for no cluster's record, so it needs none of its names.
    private static final String NO_CLUSTER = "sync";

    /// What the configuration says where it says nothing.
    static final Syncing.Rules UNSAID =
            new Syncing.Rules(OnManaged.RESTART, AdmissionDigests.LEAVE, false);

    private OnceOver() {}

    static SyncReport run(Map<String, Object> settings, SyncAsked asked, SyncProgress progress)
            throws InterruptedException {
        var all = new HashMap<>(settings);
        all.put("pushwire.cluster", NO_CLUSTER);
        asked.kubeconfig().ifPresent(file -> all.put(KUBECONFIG, file));
        asked.context().ifPresent(name -> all.put(CONTEXT, name));
        if (isPlain(all)) {
            // To read a configuration takes longer than all the rest.
            return run(
                    OneShots.of(text(all, KUBECONFIG), text(all, CONTEXT)),
                    UNSAID,
                    asked,
                    progress);
        }
        try (ApplicationContext context = SyncerDesk.builder(all).start()) {
            return run(context.getBean(OneShots.class), rules(context), asked, progress);
        }
    }

    private static SyncReport run(
            OneShots clusters, Syncing.Rules rules, SyncAsked asked, SyncProgress progress)
            throws InterruptedException {
        Clock clock = Clock.systemUTC();
        SyncRequest request = asked.request().at(clusters::namespace);
        try (var registries = new Registries(asked.registries(), clock);
                SyncCluster cluster = clusters.open(request, clock)) {
            return new Syncing(cluster, registries, rules, progress, clock).run(request);
        }
    }

    static Syncing.Rules rules(ApplicationContext context) {
        var config = context.getBean(SyncerConfig.class);
        return new Syncing.Rules(
                OnManaged.configured(config.onManaged()),
                AdmissionDigests.configured(config.admissionDigests()),
                context.getBean(SelectionConfig.class).optIn());
    }

    /// Whether there is no configuration to be read, by any of the ways that Micronaut has.
    private static boolean isPlain(Map<String, Object> settings) {
        boolean said =
                Stream.concat(
                                System.getenv().keySet().stream(),
                                System.getProperties().stringPropertyNames().stream())
                        .map(name -> name.replace('.', '_').toUpperCase(Locale.ROOT))
                        .anyMatch(name ->
                                name.startsWith("MICRONAUT_")
                                        || (name.startsWith("PUSHWIRE_")
                                                && !name.startsWith("PUSHWIRE_TEST_")));
        return !said && PLAIN.containsAll(settings.keySet());
    }

    private static @Nullable String text(Map<String, Object> settings, String key) {
        return settings.get(key) instanceof String text ? text : null;
    }
}
