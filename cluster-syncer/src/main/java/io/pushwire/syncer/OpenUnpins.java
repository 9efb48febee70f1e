// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.ApplicationContext;
import io.pushwire.outcome.Outcome.Change;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.command.Desk;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.kubernetes.Unpinning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The pinned workloads of the cluster, for the command that takes pins back.
final class OpenUnpins implements Desk.Unpins {

    private final ApplicationContext context;
    private final Unpinning unpinning;
    private final Map<WorkloadRef, Workload> found = new LinkedHashMap<>();

    OpenUnpins(ApplicationContext context, Unpinning unpinning) {
        this.context = context;
        this.unpinning = unpinning;
    }

    @Override
    public List<WorkloadRef> pinned(Optional<String> namespace, Optional<String> wanted) {
        unpinning.pinned(namespace).stream()
                .filter(workload -> wanted.map(it -> isMeant(it, workload)).orElse(true))
                .forEach(workload -> found.put(workload.ref(), workload));
        return List.copyOf(found.keySet());
    }

    @Override
    public Desk.Unpinned unpin(WorkloadRef workload, boolean dryRun) throws InterruptedException {
        Unpinning.Result result =
                unpinning.unpin(Objects.requireNonNull(found.get(workload)), dryRun);
        return new Desk.Unpinned(
                result.givenBack().changes().stream()
                        .map(change ->
                                new Change(change.container().name(), change.from(), change.to()))
                        .toList(),
                result.givenBack().left(),
                result.problem());
    }

    private boolean isMeant(String wanted, Workload workload) {
        int slash = wanted.indexOf('/');
        return workload.ref().name().equals(wanted.substring(slash + 1))
                && unpinning.means(wanted.substring(0, slash), workload);
    }

    @Override
    public void close() {
        context.close();
    }
}
