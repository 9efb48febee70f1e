// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.image.Glob;
import io.pushwire.listener.access.Sight;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The digests that a registry's clean-up must leave: pinned, pointed at by a tag that is used
/// without a digest, or last seen running. A tag of which no digest is known is named as such.
public final class DigestsInUse {

    // Behind every digest.
    private static final String TAG = "tag ";

    private final Snapshot snapshot;

    public DigestsInUse(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// @param digest empty where it is not known
    /// @param tag where its digest is not known
    /// @param repositories with their registry's host
    /// @param workloads how many
    public record InUse(
            Optional<String> digest,
            Optional<String> tag,
            SortedSet<String> repositories,
            SortedSet<String> clusters,
            int workloads) {}

    private static final class Tally {

        private final SortedSet<String> repositories = new TreeSet<>();
        private final SortedSet<String> clusters = new TreeSet<>();
        private final Set<String> workloads = new TreeSet<>();

        void add(Use use) {
            repositories.add(use.repository());
            clusters.add(use.slot().cluster());
            workloads.add(use.slot().cluster() + " " + use.slot().workload());
        }
    }

    /// @param after what was answered last
    public Page<InUse, String> page(
            Optional<Glob> repositories,
            Sight sight,
            int limit,
            Optional<String> after,
            Duration longest)
            throws IOException {
        SortedMap<String, Tally> all = all(new Inventory(snapshot, sight, longest), repositories);
        List<Map.Entry<String, Tally>> left =
                all.entrySet().stream()
                        .filter(entry ->
                                after.isEmpty() || entry.getKey().compareTo(after.get()) > 0)
                        .limit(limit + 1L)
                        .toList();
        List<InUse> items = left.stream().limit(limit).map(DigestsInUse::inUse).toList();
        return new Page<>(
                items,
                left.size() > limit ? Optional.of(left.get(limit - 1).getKey()) : Optional.empty());
    }

    private static SortedMap<String, Tally> all(Inventory inventory, Optional<Glob> repositories)
            throws IOException {
        SortedMap<String, Tally> all = new TreeMap<>();
        Map<String, Optional<String>> tags = new HashMap<>();
        Map<String, List<Use>> byCluster =
                inventory.in(repositories).stream()
                        .collect(Collectors.groupingBy(use -> use.slot().cluster()));
        for (Map.Entry<String, List<Use>> cluster : byCluster.entrySet()) {
            Map<Slot, Newest.Outcome> seen = inventory.newestSeenIn(cluster.getKey());
            for (Use use : cluster.getValue()) {
                for (String key : keys(use, seen, tags, inventory)) {
                    all.computeIfAbsent(key, _ -> new Tally()).add(use);
                }
            }
        }
        return all;
    }

    /// Everything that must be there for a container.
    private static List<String> keys(
            Use use,
            Map<Slot, Newest.Outcome> seen,
            Map<String, Optional<String>> tags,
            Inventory inventory)
            throws IOException {
        List<String> keys = new ArrayList<>();
        if (use.pinned().isPresent()) {
            keys.add(use.pinned().get());
        } else {
            Optional<String> known = tags.get(use.tag());
            if (known == null) {
                known = inventory.pointedAt(use.tag());
                tags.put(use.tag(), known);
            }
            keys.add(known.orElse(TAG + use.tag()));
        }
        Newest.Outcome outcome = seen.get(use.slot());
        if (outcome != null) {
            outcome.digestsOf(use.slot().container()).forEach(keys::add);
        }
        return keys;
    }

    private static InUse inUse(Map.Entry<String, Tally> entry) {
        boolean known = !entry.getKey().startsWith(TAG);
        Tally tally = entry.getValue();
        return new InUse(
                known ? Optional.of(entry.getKey()) : Optional.empty(),
                known ? Optional.empty() : Optional.of(entry.getKey().substring(TAG.length())),
                tally.repositories,
                tally.clusters,
                tally.workloads.size());
    }
}
