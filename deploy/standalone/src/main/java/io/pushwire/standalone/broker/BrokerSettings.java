// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The settings of a broker that is alone: one node, one copy, loopback only.
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    private BrokerSettings() {}

    static Map<String, String> of(Path log, BrokerPorts ports) {
        Map<String, String> settings = new HashMap<>(network(ports));
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("log.dirs", log.toString());
        settings.putAll(oneCopy());
        // A killed broker is let in again when its old session is over: 12 s by default, 3.5 s so.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // The services make their topics, with their settings.
        settings.put("auto.create.topics.enable", "false");
        settings.putAll(small());
        return settings;
    }

    private static Map<String, String> network(BrokerPorts ports) {
        String clients = "PLAINTEXT://127.0.0.1:" + ports.clients();
        String controller = "127.0.0.1:" + ports.controller();
        return Map.of(
                "listeners", clients + "," + CONTROLLER + "://" + controller,
                "advertised.listeners", clients,
                "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "controller.listener.names", CONTROLLER,
                "controller.quorum.voters", NODE_ID + "@" + controller);
    }

    /// There is no second copy, so a record is on the disk before it is acknowledged. That holds
    /// for committed offsets as well: a group without one would start at the end of the log.
    private static Map<String, String> oneCopy() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "log.flush.interval.messages", "1");
    }

    /// Two services are all its clients; the defaults are made for hundreds.
    private static Map<String, String> small() {
        return Map.of(
                "log.cleaner.dedupe.buffer.size", "2097152",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2");
    }
}
