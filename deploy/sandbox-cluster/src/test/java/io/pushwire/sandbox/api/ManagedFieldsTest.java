// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;

import java.util.List;

class ManagedFieldsTest {
    private static JsonObject workload(String image) {
        return Trees.object(
                """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","labels":{"a":"b"}},
                 "spec":{"containers":[{"name":"main","image":"%s"}]}}
                """
                        .formatted(image));
    }

    private static List<String> managers(JsonObject tree) {
        return Trees.listAt(tree, "metadata", "managedFields").stream()
                .map(entry -> Trees.text(entry.asJsonObject(), "manager"))
                .toList();
    }

    private static String fields(JsonObject tree, int entry) {
        return Trees.listAt(tree, "metadata", "managedFields")
                .getJsonObject(entry)
                .getJsonObject("fieldsV1")
                .toString();
    }

    private static JsonObject written(JsonObject before, JsonObject after, String manager) {
        return ManagedFields.record(before, after, manager, "", "2026-01-01T00:00:00Z");
    }

    @Test
    void givesEverythingToTheCreator() {
        var made = written(JsonValue.EMPTY_JSON_OBJECT, workload("a"), "kubectl");

        assertThat(managers(made)).containsExactly("kubectl");
        assertThat(fields(made, 0))
                .isEqualTo(
                        "{\"f:metadata\":{\"f:labels\":{\"f:a\":{}}},\"f:spec\":{\"f:containers\":{\"k:{\\\"name\\\":\\\"main\\\"}\":{\"f:name\":{},\"f:image\":{}}}}}");
    }

    @Test
    void takesAFieldFromItsFormerWriter() {
        var made = written(JsonValue.EMPTY_JSON_OBJECT, workload("a"), "kubectl");
        var next = Trees.withSame(workload("b"), made, "metadata", "managedFields");

        var pinned = written(made, next, "pushwire");

        assertThat(managers(pinned)).containsExactly("kubectl", "pushwire");
        assertThat(fields(pinned, 0)).doesNotContain("f:image").contains("f:name");
        assertThat(fields(pinned, 1))
                .isEqualTo(
                        "{\"f:spec\":{\"f:containers\":{\"k:{\\\"name\\\":\\\"main\\\"}\":{\"f:image\":{}}}}}");
    }

    @Test
    void keepsWhatTheClientSaysAboutOthers() {
        var applied =
                Trees.with(
                        workload("a"),
                        Trees.PROVIDER
                                .createArrayBuilder()
                                .add(
                                        Trees.object(
                                                """
                                                {"manager":"flux","operation":"Apply","fieldsV1":
                                                 {"f:spec":{"f:containers":{"k:{\\"name\\":\\"main\\"}":{"f:image":{}}}}}}
                                                """))
                                .build(),
                        "metadata",
                        "managedFields");
        var next = Trees.with(applied, Trees.number(2), "spec", "replicas");

        var scaled = written(applied, next, "kubectl");

        assertThat(managers(scaled)).containsExactly("flux", "kubectl");
        assertThat(fields(scaled, 0)).contains("f:image");
    }
}
