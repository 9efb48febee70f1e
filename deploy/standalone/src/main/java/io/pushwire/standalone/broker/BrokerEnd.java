// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import java.io.IOException;

/// Why a broker process is no more, as far as can be told.
///
/// @param reason for people
/// @param portTaken whether another program listens where it wanted to
record BrokerEnd(String reason, boolean portTaken, String lastLines) {

    private static final int KILLED = 128;

    static BrokerEnd of(BrokerRun run, DataDirectory data) throws InterruptedException {
        int status = run.awaitEnd();
        String lastLines = run.tail();
        boolean portTaken = lastLines.contains("Address already in use");
        return new BrokerEnd(reason(status, lastLines, portTaken, data), portTaken, lastLines);
    }

    private static String reason(
            int status, String lastLines, boolean portTaken, DataDirectory data) {
        if (lastLines.contains("No space left on device") || isFull(data)) {
            return "the disk of %s is full; free some space, nothing acknowledged is lost"
                    .formatted(data.path());
        }
        if (portTaken) {
            return "another program listens on its port";
        }
        if (lastLines.contains("OutOfMemoryError")) {
            return "it ran out of memory";
        }
        return status > KILLED
                ? "it was killed by signal " + (status - KILLED)
                : "it ended with status " + status;
    }

    private static boolean isFull(DataDirectory data) {
        try {
            return data.freeBytes() < DataDirectory.LEAST_FREE_BYTES / 4;
        } catch (IOException unknown) {
            return false;
        }
    }

    String report() {
        return lastLines.isEmpty() ? reason : reason + ". It said last:\n" + lastLines.indent(4);
    }
}
