// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

import io.pushwire.bench.sending.Push;

import java.util.List;
import java.util.Map;

/// The JSON Patch that the syncer sends for a workload that it writes for the first time, made
/// without deciding anything.
///
/// @param path where it goes
/// @param body the operations
record BarePatch(String path, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTAINERS = "/spec/template/spec/containers/";

    /// @param slot of the container whose image was pushed
    static BarePatch of(Fleet fleet, int number, int slot, Push push) {
        List<String> images = fleet.images(number);
        ArrayNode operations = JSON.createArrayNode();
        for (int i = 0; i < images.size(); i++) {
            operation(operations, "test", CONTAINERS + i + "/name", Fleet.CONTAINERS.get(i));
            operation(operations, "test", CONTAINERS + i + "/image", images.get(i));
        }
        String pinned = images.get(slot) + "@" + push.digest();
        operation(operations, "replace", CONTAINERS + slot + "/image", pinned);
        operation(
                operations,
                "add",
                "/metadata/annotations/pushwire.io~1pinned",
                annotation(Fleet.CONTAINERS.get(slot), images.get(slot), push));
        return new BarePatch(
                Fleet.collection(number) + "/" + Fleet.name(number) + "?fieldManager=pushwire",
                operations.toString());
    }

    private static void operation(ArrayNode operations, String op, String path, String value) {
        operations.addObject().put("op", op).put("path", path).put("value", value);
    }

    /// As long as the syncer's own; nobody reads the position.
    private static String annotation(String container, String spec, Push push) {
        return JSON.valueToTree(
                        Map.of(
                                container,
                                JSON.createObjectNode()
                                        .put("spec", spec)
                                        .put("digest", push.digest().value())
                                        .put("log", "AAAAAAAAAAAAAAAAAAAAAA")
                                        .put("partition", 7)
                                        .put("offset", 1234)))
                .toString();
    }
}
