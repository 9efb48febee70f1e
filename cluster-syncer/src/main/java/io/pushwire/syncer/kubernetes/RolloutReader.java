// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static io.pushwire.syncer.kubernetes.JsonTree.list;
import static io.pushwire.syncer.kubernetes.JsonTree.number;
import static io.pushwire.syncer.kubernetes.JsonTree.object;
import static io.pushwire.syncer.kubernetes.JsonTree.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import io.pushwire.syncer.rollout.RolloutReport;
import io.pushwire.syncer.rollout.RolloutReport.Condition;
import io.pushwire.syncer.rollout.RolloutReport.Shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.StringJoiner;

/// Reads what an object says of its own rollout. Everything it does not know is left aside.
final class RolloutReader {

    static final String REVISION = "deployment.kubernetes.io/revision";

    private RolloutReader() {}

    static RolloutReport read(KindDefinition kind, JsonObject it) {
        JsonObject podSpec = it;
        for (String field : kind.template()) {
            podSpec = object(podSpec, field);
        }
        return new RolloutReport(
                text(object(it, "metadata"), "uid"),
                shape(kind),
                images(object(podSpec, "spec")),
                spec(it),
                status(object(it, "status")));
    }

    private static Shape shape(KindDefinition kind) {
        boolean apps = kind.collection().startsWith("/apis/apps/");
        return switch (kind.kind()) {
            case "Deployment" -> apps ? Shape.DEPLOYMENT : Shape.CUSTOM;
            case "StatefulSet" -> apps ? Shape.STATEFUL_SET : Shape.CUSTOM;
            case "DaemonSet" -> apps ? Shape.DAEMON_SET : Shape.CUSTOM;
            case "CronJob", "Job", "Pod" -> Shape.NONE;
            default -> Shape.CUSTOM;
        };
    }

    private static RolloutReport.Spec spec(JsonObject it) {
        JsonObject metadata = object(it, "metadata");
        JsonObject spec = object(it, "spec");
        JsonObject strategy = object(spec, "updateStrategy");
        long replicas = number(spec, "replicas").orElse(1);
        return new RolloutReport.Spec(
                number(metadata, "generation").orElse(0),
                replicas,
                partition(strategy, replicas),
                text(strategy, "type").equals("OnDelete"),
                isTrue(spec, "paused") || isTrue(strategy, "paused"),
                number(spec, "progressDeadlineSeconds"),
                text(object(metadata, "annotations"), REVISION),
                selector(object(spec, "selector")));
    }

    /// OpenKruise has it one level higher, and takes a percentage too.
    private static long partition(JsonObject strategy, long replicas) {
        for (JsonObject at : List.of(object(strategy, "rollingUpdate"), strategy)) {
            OptionalLong count = number(at, "partition");
            String share = text(at, "partition");
            if (count.isPresent()) {
                return count.getAsLong();
            }
            if (share.matches("\\d{1,3}%")) {
                long percent = Long.parseLong(share.substring(0, share.length() - 1));
                return Math.ceilDiv(replicas * percent, 100);
            }
        }
        return 0;
    }

    private static boolean isTrue(JsonObject in, String field) {
        return text(in, field).equals("true");
    }

    private static Map<String, String> images(JsonObject podSpec) {
        var images = new HashMap<String, String>();
        for (String field : List.of("initContainers", "containers")) {
            for (JsonObject container : list(podSpec, field)) {
                images.put(text(container, "name"), text(container, "image"));
            }
        }
        return images;
    }

    private static RolloutReport.Status status(JsonObject status) {
        var numbers = new HashMap<String, Long>();
        var texts = new HashMap<String, String>();
        for (Map.Entry<String, JsonElement> field : status.entrySet()) {
            number(status, field.getKey()).ifPresent(it -> numbers.put(field.getKey(), it));
            String text = text(status, field.getKey());
            if (!text.isEmpty()) {
                texts.put(field.getKey(), text);
            }
        }
        return new RolloutReport.Status(numbers, texts, conditions(status));
    }

    static List<Condition> conditions(JsonObject status) {
        return list(status, "conditions").stream()
                .map(it ->
                        new Condition(
                                text(it, "type"),
                                text(it, "status"),
                                text(it, "reason"),
                                text(it, "message")))
                .toList();
    }

    /// As `labelSelector` of a list:
    /// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
    private static String selector(JsonObject selector) {
        var terms = new StringJoiner(",");
        JsonObject labels = object(selector, "matchLabels");
        labels.keySet().forEach(label -> terms.add(label + "=" + text(labels, label)));
        for (JsonObject expression : list(selector, "matchExpressions")) {
            String key = text(expression, "key");
            String values = "(" + String.join(",", JsonTree.texts(expression, "values")) + ")";
            switch (text(expression, "operator")) {
                case "In" -> terms.add(key + " in " + values);
                case "NotIn" -> terms.add(key + " notin " + values);
                case "Exists" -> terms.add(key);
                case "DoesNotExist" -> terms.add("!" + key);
                default -> {
                    // One that is unknown selects more; the owners decide.
                }
            }
        }
        return terms.toString();
    }
}
