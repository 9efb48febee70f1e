// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.start;

/// What is started, and how soon it is to be ready on two processors that nobody else uses.
enum Program {
    LISTENER("registry-listener", 2.5, 1.2),
    SYNCER("cluster-syncer", 4, 2.2),
    STANDALONE("standalone", 6, 4);

    private final String launched;
    private final double plainSeconds;
    private final double trainedSeconds;

    Program(String launched, double plainSeconds, double trainedSeconds) {
        this.launched = launched;
        this.plainSeconds = plainSeconds;
        this.trainedSeconds = trainedSeconds;
    }

    /// As the launcher names it.
    String launched() {
        return launched;
    }

    /// @param trained whether it has an AOT cache
    double bound(boolean trained) {
        return trained ? trainedSeconds : plainSeconds;
    }
}
