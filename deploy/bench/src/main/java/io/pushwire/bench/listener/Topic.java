// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import io.pushwire.kafka.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The log, as far as the benchmark changes it.
final class Topic implements AutoCloseable {

    private static final ConfigResource LOG =
            new ConfigResource(ConfigResource.Type.TOPIC, Topics.IMAGE_EVENTS);

    private final Admin admin;
    private boolean known;
    private boolean flushed;

    Topic(String bootstrapServers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /// Whether each record is on the disk before it is acknowledged; else the system writes it when
    /// it likes, as with several copies. Returns when the broker says so itself.
    void flush(boolean each) throws IOException, InterruptedException {
        if (known && flushed == each) {
            return;
        }
        String value = each ? "1" : String.valueOf(Long.MAX_VALUE);
        var set =
                new AlterConfigOp(
                        new ConfigEntry(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, value),
                        AlterConfigOp.OpType.SET);
        try {
            admin.incrementalAlterConfigs(Map.of(LOG, List.of(set)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            while (!value.equals(present())) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("Tried to set flush.messages but " + failed, failed);
        }
        known = true;
        flushed = each;
    }

    private String present() throws InterruptedException, ExecutionException, TimeoutException {
        return admin.describeConfigs(List.of(LOG))
                .all()
                .get(30, TimeUnit.SECONDS)
                .getOrDefault(LOG, new Config(List.of()))
                .get(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG)
                .value();
    }

    @Override
    public void close() {
        admin.close();
    }
}
