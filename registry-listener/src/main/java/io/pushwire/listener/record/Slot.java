// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import java.util.Comparator;

/// A container of a workload of a cluster.
///
/// @param workload `Kind/namespace/name`
public record Slot(String cluster, String workload, String container) implements Comparable<Slot> {

    // In no name of Kubernetes.
    private static final String BETWEEN = "\n";
    private static final Comparator<Slot> ORDER =
            Comparator.comparing(Slot::cluster)
                    .thenComparing(Slot::workload)
                    .thenComparing(Slot::container);

    static Slot parse(String text) {
        String[] parts = text.split(BETWEEN, 3);
        return new Slot(parts[0], parts[1], parts[2]);
    }

    String text() {
        return String.join(BETWEEN, cluster, workload, container);
    }

    @Override
    public int compareTo(Slot other) {
        return ORDER.compare(this, other);
    }
}
