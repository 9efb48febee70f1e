// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Says once that a tag cannot be looked at, and once that it can again. What is the matter with a
/// whole registry is said once for all of its tags.
final class Complaints {

    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);

    private final Map<String, LookResult> last = new ConcurrentHashMap<>();

    /// @param reason the registry's
    void refused(TagInUse tag, LookResult result, String reason) {
        String about =
                switch (result) {
                    case UNAVAILABLE, TOO_MANY_REQUESTS, NOT_CONFIGURED -> tag.image().host();
                    case NOT_FOUND, NOT_ALLOWED, SAME, UNTOLD, BASELINE, UNDER_WAY ->
                            tag.image().toString();
                };
        if (!Objects.equals(last.put(about, result), result)) {
            LOG.warn(
                    "source {}: tried to re-check {} but {} ({})",
                    tag.source().name(),
                    tag.image(),
                    reason,
                    result.label());
        }
    }

    void answered(TagInUse tag) {
        for (String about : new String[] {tag.image().toString(), tag.image().host()}) {
            if (last.remove(about) != null) {
                LOG.info("source {}: {} is answered again", tag.source().name(), about);
            }
        }
    }
}
