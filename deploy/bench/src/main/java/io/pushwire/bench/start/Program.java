// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.start;

import java.nio.file.Path;

/// What is started, and what it is to reach on two processors that nobody else uses.
public enum Program {
    LISTENER("registry-listener", 2.5, 1.2, 200),
    SYNCER("cluster-syncer", 4, 2.2, 0),
    STANDALONE("standalone", 6, 4, 512);

    private final String launched;
    private final double plainSeconds;
    private final double trainedSeconds;
    private final int residentMebibytes;

    Program(String launched, double plainSeconds, double trainedSeconds, int residentMebibytes) {
        this.launched = launched;
        this.plainSeconds = plainSeconds;
        this.trainedSeconds = trainedSeconds;
        this.residentMebibytes = residentMebibytes;
    }

    /// As the launcher and the images name it.
    public String launched() {
        return launched;
    }

    /// @param trained whether it has an AOT cache
    public double bound(boolean trained) {
        return trained ? trainedSeconds : plainSeconds;
    }

    /// With what it starts, idle; 0 where nothing is asked.
    public int residentMebibytes() {
        return residentMebibytes;
    }

    /// The least that it has to be told.
    ///
    /// @param kafka `host:port`
    /// @param cluster its name; two clusters with one name would be refused
    /// @param kubeconfig where the program finds it
    public String yaml(String kafka, String cluster, Path kubeconfig) {
        return switch (this) {
            case LISTENER ->
                    """
                    pushwire:
                      kafka: {bootstrap-servers: "%s"}
                      sources:
                        registry:
                          dialect: distribution
                          registry: registry.example.com
                          auth: {allow-anonymous: true}
                          look-up: {enabled: false}
                          confirm: after
                    """
                            .formatted(kafka);
            case SYNCER ->
                    """
                    pushwire:
                      cluster: %s
                      kafka: {bootstrap-servers: "%s"}
                      kubernetes: {kubeconfig: "%s"}
                    """
                            .formatted(cluster, kafka, kubeconfig);
            case STANDALONE -> "pushwire: {}\n";
        };
    }
}
