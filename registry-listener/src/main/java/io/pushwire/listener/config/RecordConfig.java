// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;

/// The query API and its index.
///
/// @param enabled whether the record is indexed, and `/api/v1` answers
/// @param directory folder of the index, on local disk, of this replica alone; it may be deleted
///   while the listener is stopped, and is built anew from Kafka then
/// @param commitInterval how much is read again from Kafka after a crash
/// @param queries questions that are answered at once, at most; a further one is answered 503
/// @param queryTimeout how long the search for one answer may take; then it is answered 503
/// @param streams live streams at once, at most; a further one is answered 503
/// @param heartbeat how long a stream is silent at most; also how long one waits for a reader that
///   does not read before it is cut
@ConfigurationProperties("pushwire.record")
public record RecordConfig(
        @Bindable(defaultValue = "false") boolean enabled,
        @Nullable String directory,
        @Bindable(defaultValue = "10s") Duration commitInterval,
        @Bindable(defaultValue = "8") int queries,
        @Bindable(defaultValue = "10s") Duration queryTimeout,
        @Bindable(defaultValue = "16") int streams,
        @Bindable(defaultValue = "15s") Duration heartbeat) {

    public RecordConfig {
        if (enabled && (directory == null || directory.isBlank())) {
            throw new IllegalArgumentException(
                    "pushwire.record.directory is missing: set a folder on local disk, of this"
                            + " replica alone");
        }
        positive("commit-interval", commitInterval);
        positive("query-timeout", queryTimeout);
        positive("heartbeat", heartbeat);
        atLeastOne("queries", queries);
        atLeastOne("streams", streams);
    }

    /// Only where it is enabled.
    public Path folder() {
        return Path.of(directory == null ? "" : directory);
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "pushwire.record." + key + " must be more than 0: set for example 10s");
        }
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "pushwire.record." + key + " is " + value + ": set 1 or more");
        }
    }
}
