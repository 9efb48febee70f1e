// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.journal;

import java.time.Instant;

/// One write that reached the server, and what became of it.
///
/// @param number counts from 1 and never repeats
/// @param received when the request was read
/// @param time when its answer was known
/// @param verb as Kubernetes' access rules name it, `patch`
/// @param resource with its subresource, `deployments/scale`
/// @param fieldManager empty when the client named none
/// @param code the HTTP code of the answer; 0 when there was none
/// @param applied whether the server carried it out: answered with 2xx, or hung up after doing it;
///   never for a dry run
/// @param body what was sent, shortened when it is long
public record Entry(
        long number,
        Instant received,
        Instant time,
        String method,
        String verb,
        String apiVersion,
        String resource,
        String namespace,
        String name,
        String fieldManager,
        String userAgent,
        String contentType,
        int code,
        boolean applied,
        boolean dryRun,
        String body) {
    Entry numbered(long given) {
        return new Entry(
                given,
                received,
                time,
                method,
                verb,
                apiVersion,
                resource,
                namespace,
                name,
                fieldManager,
                userAgent,
                contentType,
                code,
                applied,
                dryRun,
                body);
    }
}
