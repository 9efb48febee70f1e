// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.syncer.decision.Decider;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Holds;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.policy.OnManaged;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.policy.PolicyReading;

import jakarta.json.spi.JsonProvider;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// A decision, as the patch that is sent, applied to the object that it was made for: nothing is
/// left to do, and nothing else was changed. For every kind and policy, with objects of all shapes.
class PatchedWorkloadTest {

    private static final int SHAPES = 40;
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final ImageTag TAG = new ImageTag("registry.example.com", "team/web", "1");
    private static final Digest OLD = new Digest("sha256:" + "a".repeat(64));
    private static final Digest THEIRS = new Digest("sha256:" + "b".repeat(64));
    private static final List<String> IMAGES =
            List.of(
                    TAG.toString(),
                    TAG.toString(),
                    TAG + "@" + OLD,
                    TAG + "@" + THEIRS,
                    "registry.example.com/team/other:1");
    private static final KindDefinition OWN =
            new KindDefinition(
                    "scaledjobs",
                    "ScaledJob",
                    "keda.sh",
                    "v1alpha1",
                    "scaledjobs",
                    List.of("spec", "jobTargetRef", "template"),
                    Workload.RestartStyle.NONE,
                    true,
                    Set.of());

    @ParameterizedTest
    @EnumSource(Policy.class)
    void leavesNothingToDoAndNothingElseChanged(Policy policy) throws IOException {
        int written = 0;
        for (KindDefinition kind : kinds()) {
            for (int seed = 0; seed < SHAPES; seed++) {
                JsonObject object = object(kind, new Random(seed));
                for (int push = 1; push <= 3; push++) {
                    String where =
                            "%s, %s, seed %d, push %d".formatted(kind.kind(), policy, seed, push);
                    Decision decision = decide(kind, object, event(push, 10L * push), policy);
                    if (decision instanceof Decision.Write write) {
                        JsonObject before = object;
                        object = apply(WorkloadPatch.of(kind, read(kind, object), write), before);
                        written++;
                        assertThat(withoutOurs(kind, object))
                                .as(where)
                                .isEqualTo(withoutOurs(kind, before));
                    }
                    assertNothingToDo(kind, object, push, policy, where);
                }
            }
        }
        assertThat(written > 0).isEqualTo(policy != Policy.NOTIFY && policy != Policy.IGNORE);
    }

    private static void assertNothingToDo(
            KindDefinition kind, JsonObject object, int push, Policy policy, String where)
            throws IOException {
        // The same event may find evictions that were cut short; the same digest later does not.
        long again = policy == Policy.RECREATE ? 10L * push + 5 : 10L * push;
        for (PositionedEvent event : List.of(event(push, again), event(push - 1, 10L * push - 9))) {
            assertThat(decide(kind, object, event, policy))
                    .as(where)
                    .isNotInstanceOf(Decision.Write.class);
        }
    }

    private static List<KindDefinition> kinds() {
        return Stream.concat(KindDefinition.known(Set.of()).stream(), Stream.of(OWN)).toList();
    }

    private static Decision decide(
            KindDefinition kind, JsonObject object, PositionedEvent event, Policy policy)
            throws IOException {
        return Decider.decide(
                event,
                read(kind, object),
                new PolicyReading.Found(
                        new PolicyReading.Choice(policy, "test"), Map.of(), OnManaged.RESTART),
                NOW);
    }

    private static Workload read(KindDefinition kind, JsonObject object) throws IOException {
        return WorkloadReader.read(kind, new JsonReader(new StringReader(object.toString())));
    }

    private static PositionedEvent event(int push, long offset) {
        var said =
                new Announcement(
                        "event",
                        TAG,
                        List.of(TAG.host()),
                        Optional.empty(),
                        NOW,
                        new Announcement.Origin(
                                "test",
                                "distribution",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        return new PositionedEvent(
                new ImageEvent.Pushed(
                        said,
                        new Digest("sha256:" + String.valueOf(push).repeat(64)),
                        Optional.empty(),
                        NOW),
                new Position("log", 3, offset));
    }

    /// As an API server does it, by RFC 6902.
    private static JsonObject apply(String patch, JsonObject object) {
        try (var operations = JSON.createReader(new StringReader(patch));
                var target = JSON.createReader(new StringReader(object.toString()))) {
            return JsonParser.parseString(
                            JSON.createPatch(operations.readArray())
                                    .apply(target.readObject())
                                    .toString())
                    .getAsJsonObject();
        }
    }

    /// The object but for what a decision may change: images that follow the tag, our annotations,
    /// the mark of a restart. Maps that are empty then count as missing.
    private static JsonObject withoutOurs(KindDefinition kind, JsonObject object) {
        JsonObject rest = object.deepCopy();
        strip(rest.getAsJsonObject("metadata"));
        JsonObject template = template(kind, rest);
        if (!kind.isPod() && template.has("metadata")) {
            strip(template.getAsJsonObject("metadata"));
            if (template.getAsJsonObject("metadata").isEmpty()) {
                template.remove("metadata");
            }
        }
        if (kind.restart() == Workload.RestartStyle.RESTART_AT) {
            rest.getAsJsonObject("spec").remove("restartAt");
        }
        JsonObject spec = template.getAsJsonObject("spec");
        for (String list : List.of("initContainers", "containers", "volumes")) {
            if (spec.has(list)) {
                spec.getAsJsonArray(list).forEach(PatchedWorkloadTest::stripImage);
            }
        }
        return rest;
    }

    private static void strip(JsonObject metadata) {
        JsonObject annotations = metadata.getAsJsonObject("annotations");
        if (annotations != null) {
            annotations.remove(PinsAnnotation.NAME);
            annotations.remove(Holds.ANNOTATION);
            annotations.remove("kubectl.kubernetes.io/restartedAt");
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
    }

    private static void stripImage(JsonElement entry) {
        JsonObject image = entry.getAsJsonObject();
        if (image.has("image") && image.get("image").isJsonObject()) {
            image.getAsJsonObject("image").addProperty("reference", "");
        } else if (image.has("image")
                && image.get("image").getAsString().startsWith(TAG.toString())
                && !image.get("image").getAsString().endsWith(THEIRS.toString())) {
            image.addProperty("image", "");
        }
    }

    private static JsonObject template(KindDefinition kind, JsonObject object) {
        JsonObject at = object;
        for (String field : kind.template()) {
            at = at.getAsJsonObject(field);
        }
        return at;
    }

    private static JsonObject object(KindDefinition kind, Random random) {
        var metadata = new JsonObject();
        metadata.addProperty("name", "web");
        metadata.addProperty("namespace", "prod");
        metadata.addProperty("uid", "uid-1");
        metadata.addProperty("resourceVersion", "42");
        JsonObject pod = podSpec(random);
        annotations(random, pod).ifPresent(map -> metadata.add("annotations", map));
        var object = new JsonObject();
        object.add("metadata", metadata);
        if (kind.isPod()) {
            object.add("spec", pod);
            return object;
        }
        JsonObject at = object;
        for (String field : kind.template()) {
            at.add(field, new JsonObject());
            at = at.getAsJsonObject(field);
        }
        if (random.nextBoolean()) {
            at.add("metadata", templateMetadata(random));
        }
        at.add("spec", pod);
        return object;
    }

    private static JsonObject templateMetadata(Random random) {
        var metadata = new JsonObject();
        if (random.nextBoolean()) {
            metadata.add("annotations", new JsonObject());
        }
        if (random.nextBoolean()) {
            metadata.add("labels", JsonParser.parseString("{\"app\":\"web\"}"));
        }
        return metadata;
    }

    private static JsonObject podSpec(Random random) {
        var spec = new JsonObject();
        if (random.nextBoolean()) {
            spec.add("initContainers", containers("init", 1 + random.nextInt(2), random));
        }
        spec.add("containers", containers("app", 1 + random.nextInt(3), random));
        if (random.nextBoolean()) {
            var volumes = new JsonArray();
            volumes.add(JsonParser.parseString("{\"name\":\"cache\",\"emptyDir\":{}}"));
            volumes.add(
                    JsonParser.parseString(
                            "{\"name\":\"models\",\"image\":{\"reference\":\"%s\",\"pullPolicy\":\"Always\"}}"
                                    .formatted(TAG)));
            spec.add("volumes", volumes);
        }
        return spec;
    }

    private static JsonArray containers(String name, int count, Random random) {
        var containers = new JsonArray();
        for (int i = 0; i < count; i++) {
            containers.add(
                    JsonParser.parseString(
                            "{\"name\":\"%s-%d\",\"image\":\"%s\",\"imagePullPolicy\":\"%s\"}"
                                    .formatted(
                                            name,
                                            i,
                                            IMAGES.get(random.nextInt(IMAGES.size())),
                                            random.nextInt(4) == 0 ? "IfNotPresent" : "Always")));
        }
        return containers;
    }

    /// None, somebody else's, or ours too: of what we pinned before, and of a hold that has ended.
    private static Optional<JsonObject> annotations(Random random, JsonObject pod) {
        int shape = random.nextInt(4);
        if (shape == 0) {
            return Optional.empty();
        }
        var annotations = new JsonObject();
        if (shape > 1) {
            annotations.addProperty("example.com/a~b", "theirs");
            annotations.addProperty(PinsAnnotation.NAME, PinsAnnotation.write(pinned(pod)));
        }
        if (shape > 2) {
            annotations.addProperty(Holds.ANNOTATION, "%s %s log/3@2".formatted(TAG, THEIRS));
        }
        return Optional.of(annotations);
    }

    private static Pins.Known pinned(JsonObject pod) {
        var names = new ArrayList<String>();
        for (String list : List.of("initContainers", "containers")) {
            if (pod.has(list)) {
                pod.getAsJsonArray(list)
                        .forEach(container -> {
                            if (container
                                    .getAsJsonObject()
                                    .get("image")
                                    .getAsString()
                                    .endsWith(OLD.toString())) {
                                names.add(container.getAsJsonObject().get("name").getAsString());
                            }
                        });
            }
        }
        var pins = new LinkedHashMap<String, Pins.Pin>();
        names.forEach(name ->
                pins.put(name, new Pins.Pin(TAG.toString(), OLD, new Position("log", 3, 1))));
        return new Pins.Known(pins);
    }
}
