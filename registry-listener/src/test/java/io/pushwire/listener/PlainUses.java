// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import com.fasterxml.jackson.databind.JsonNode;

import io.pushwire.listener.PlainReading.Line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is used now, by going through all JSON there is.
final class PlainUses {

    private static final Set<String> ROLLED = Set.of("Written", "Restarted", "Recreated");
    private static final Set<String> SEEN = Set.of("RolledOut", "RolledOutToPartition");

    private final PlainReading plain;
    private final List<Container> containers = new ArrayList<>();
    private final Map<String, String> digests = new HashMap<>();
    private final Map<String, Line> seen = new HashMap<>();

    /// @param place cluster, workload, container
    private record Container(
            String place, String cluster, String repository, String tag, String image) {

        String pinned() {
            return image.contains("@") ? image.substring(image.indexOf('@') + 1) : "";
        }
    }

    PlainUses(PlainReading plain) {
        this.plain = plain;
        plain.newest("pushwire.tags").filter(line -> line.key().contains("/")).forEach(this::tag);
        for (String cluster : RecordedPast.CLUSTERS) {
            plain.newest("pushwire.inventory." + cluster).forEach(line -> inventory(cluster, line));
        }
        plain.outcomes(line -> line.json().endsWith("}"))
                .forEach(line -> {
                    if (SEEN.contains(line.data().path("kind").asText())) {
                        line.data()
                                .get("running")
                                .forEach(running -> seen.put(place(line.data(), running), line));
                    }
                });
    }

    private void tag(Line line) {
        JsonNode data = line.data();
        data.get("hosts")
                .forEach(host -> {
                    if (data.has("digest")) {
                        digests.put(
                                host.asText()
                                        + "/"
                                        + data.get("repository").asText()
                                        + ":"
                                        + data.get("tag").asText(),
                                data.get("digest").asText());
                    }
                });
    }

    private void inventory(String cluster, Line line) {
        line.data()
                .get("workloads")
                .forEach(use ->
                        use.get("images")
                                .properties()
                                .forEach(image ->
                                        containers.add(
                                                new Container(
                                                        cluster
                                                                + " "
                                                                + workload(use)
                                                                + " "
                                                                + image.getKey(),
                                                        cluster,
                                                        line.repository(),
                                                        line.key(),
                                                        image.getValue().asText()))));
    }

    static String workload(JsonNode data) {
        JsonNode workload = data.path("workload");
        return workload.isMissingNode()
                ? ""
                : workload.get("kind").asText()
                        + "/"
                        + workload.get("namespace").asText()
                        + "/"
                        + workload.get("name").asText();
    }

    private static String place(JsonNode data, JsonNode container) {
        return data.get("cluster").asText()
                + " "
                + workload(data)
                + " "
                + container.get("container").asText();
    }

    /// What the newest rollout of a place saw running.
    private List<String> ran(String place) {
        List<String> ran = new ArrayList<>();
        Line line = seen.get(place);
        if (line != null) {
            line.data()
                    .get("running")
                    .forEach(running -> {
                        if (place(line.data(), running).equals(place)) {
                            running.get("imageIds")
                                    .forEach(id ->
                                            ran.add(
                                                    id.asText()
                                                            .substring(
                                                                    id.asText().indexOf('@') + 1)));
                        }
                    });
        }
        return ran;
    }

    /// By place: what the template has to do with it, and when it was seen.
    Map<String, String> users(String digest) {
        Map<String, String> users = new TreeMap<>();
        for (String template : List.of("other", "by-tag", "pinned")) {
            for (Container container : containers) {
                boolean ran = ran(container.place()).contains(digest);
                boolean meant =
                        switch (template) {
                            case "pinned" -> container.pinned().equals(digest);
                            case "by-tag" ->
                                    container.pinned().isEmpty()
                                            && digest.equals(digests.get(container.tag()));
                            default -> ran;
                        };
                if (meant) {
                    Line line = seen.get(container.place());
                    users.put(
                            container.place(),
                            template + " " + (ran && line != null ? line.time() : ""));
                }
            }
        }
        return users;
    }

    /// By digest, or by the tag of which none is known: repositories, clusters, workloads.
    Map<String, String> inUse() {
        Map<String, List<Set<String>>> all = new TreeMap<>();
        for (Container container : containers) {
            var keys = new TreeSet<>(ran(container.place()));
            keys.add(
                    container.pinned().isEmpty()
                            ? digests.getOrDefault(container.tag(), "tag " + container.tag())
                            : container.pinned());
            for (String key : keys) {
                var sets =
                        all.computeIfAbsent(
                                key,
                                _ -> List.of(new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
                sets.get(0).add(container.repository());
                sets.get(1).add(container.cluster());
                sets.get(2).add(container.place().substring(0, container.place().lastIndexOf(' ')));
            }
        }
        Map<String, String> said = new TreeMap<>();
        all.forEach((key, sets) ->
                said.put(key, sets.get(0) + " " + sets.get(1) + " " + sets.get(2).size()));
        return said;
    }

    /// By workload and container: where the newest change stands.
    Map<String, String> rolled(String cluster, Instant at) {
        Map<String, Line> newest = new TreeMap<>();
        plain.outcomes(line -> line.json().endsWith("}") && !line.time().isAfter(at)).stream()
                .filter(line -> line.data().get("cluster").asText().equals(cluster))
                .filter(line -> ROLLED.contains(line.data().get("kind").asText()))
                .forEach(line ->
                        line.data()
                                .get("changes")
                                .forEach(change ->
                                        newest.put(
                                                workload(line.data())
                                                        + " "
                                                        + change.get("container").asText(),
                                                line)));
        Map<String, String> said = new TreeMap<>();
        newest.forEach((place, line) -> said.put(place, line.at()));
        return said;
    }
}
