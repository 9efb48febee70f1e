// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

/// Another cluster writes under this cluster's name. No retry mends it: the process stops and the
/// message says what to change.
public final class ClusterNameTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClusterNameTakenException(String message) {
        super(message);
    }
}
