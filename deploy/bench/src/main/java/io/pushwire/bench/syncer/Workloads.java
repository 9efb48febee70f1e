// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.bench.cluster.KubeClient;

import java.io.IOException;
import java.nio.file.Path;

/// The workloads of this benchmark, for others.
public final class Workloads {

    private Workloads() {}

    public static void create(Path kubeconfig, int number)
            throws IOException, InterruptedException {
        new Population(new KubeClient(kubeconfig), new Fleet(number, number)).create();
    }
}
