// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.ContainerVerdict.Keep;

import java.util.Optional;

/// Why replacing pods would not bring the digest: the guards of `restart` and `recreate`.
final class PodGuards {

    private PodGuards() {}

    static Optional<Keep> barePod(Case it) {
        return Guards.keepIf(
                it.replacesPods()
                        && it.workload().rollout().restart() == Workload.RestartStyle.BARE_POD,
                OutcomeKind.CannotRestart,
                "is a pod without a controller: nothing would put it back; policy pin changes its"
                        + " image in place");
    }

    static Optional<Keep> runsNoPodsBetweenJobs(Case it) {
        return it.replacesPods() && it.workload().rollout().restart() == Workload.RestartStyle.NONE
                ? Guards.keep(
                        it,
                        OutcomeKind.CannotRestart,
                        "runs no pods between its jobs; the next job pulls by its own pull policy"
                                + it.insteadOfPin().map(reason -> "; " + reason).orElse(""))
                : Optional.empty();
    }

    static Optional<Keep> wouldNotPullAgain(Case it) {
        return it.replacesPods() && !it.container().alwaysPulls()
                ? Guards.keep(
                        it,
                        OutcomeKind.CannotRestart,
                        "would not pull again: set its %s to Always"
                                        .formatted(pullPolicy(it.container()))
                                + it.insteadOfPin()
                                        .map(reason -> "; " + reason)
                                        .orElse(", or use policy pin"))
                : Optional.empty();
    }

    private static String pullPolicy(Container container) {
        return container.slot().place() == Container.Place.VOLUME
                ? "pullPolicy"
                : "imagePullPolicy";
    }

    /// An earlier pin is taken back all the same: its next pods would run that.
    static Optional<Keep> noPods(Case it) {
        return Guards.keepIf(
                it.replacesPods() && it.workload().rollout().noPods() && !it.container().pinned(),
                OutcomeKind.NoPods,
                "is scaled to zero, so there is nothing to restart; its next pods pull the tag");
    }
}
