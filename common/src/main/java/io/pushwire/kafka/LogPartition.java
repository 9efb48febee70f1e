// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import io.pushwire.image.ImageTag;

import org.apache.kafka.common.utils.Utils;

import java.nio.charset.StandardCharsets;

/// Which partition of the log the events of a tag are in.
public final class LogPartition {

    private LogPartition() {}

    /// As Kafka's producers choose it.
    ///
    /// @param image under its registry's own name
    /// @param partitions how many the log has
    public static int of(ImageTag image, int partitions) {
        byte[] key = image.toString().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
