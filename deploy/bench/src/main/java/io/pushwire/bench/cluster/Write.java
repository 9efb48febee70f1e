// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.cluster;

import java.time.Instant;

/// One PATCH, as the API server itself wrote it down.
///
/// @param workload name of the object
/// @param received when the server had the request
/// @param answered when it answered
/// @param code its answer
public record Write(String workload, Instant received, Instant answered, int code) {

    public boolean done() {
        return code == 200;
    }
}
