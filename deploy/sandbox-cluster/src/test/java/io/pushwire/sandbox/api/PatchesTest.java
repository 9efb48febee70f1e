// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchesTest {
    private static final JsonObject TREE =
            Trees.object("{\"metadata\":{\"annotations\":{\"a/b\":\"1\"}},\"list\":[1,2]}");

    private static JsonObject patched(String contentType, String body) {
        return Patches.parse(contentType, body).apply(TREE);
    }

    @Test
    void appliesAJsonPatchWithEscapedPaths() {
        var result =
                patched(
                        Patches.JSON_PATCH,
                        """
                        [{"op":"test","path":"/metadata/annotations/a~1b","value":"1"},
                         {"op":"add","path":"/metadata/annotations/c","value":"2"},
                         {"op":"remove","path":"/list/0"}]
                        """);

        assertThat(result.toString())
                .isEqualTo(
                        "{\"metadata\":{\"annotations\":{\"a/b\":\"1\",\"c\":\"2\"}},\"list\":[2]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'op':'test','path':'/list/0','value':7}]",
                "[{'op':'test','path':'/none','value':7}]",
                "[{'op':'replace','path':'/none/deeper','value':7}]",
                "[{'op':'replace','path':'/none','value':7}]",
                "[{'op':'remove','path':'/list/9'}]",
                "[{'op':'add','path':'/list/x','value':1}]",
                "[{'op':'add','path':'/list/0/x','value':1}]",
                "[{'op':'replace','path':'/metadata/annotations/a~1b/c','value':1}]",
                "[{'op':'fly','path':'/list'}]",
                "[{'path':'/list'}]",
                "[{'op':'replace','path':'','value':7}]"
            })
    void answers422WhenAJsonPatchDoesNotFit(String patch) {
        assertThatThrownBy(() -> patched(Patches.JSON_PATCH, patch.replace('\'', '"')))
                .isInstanceOfSatisfying(Refusal.class, it -> assertThat(it.code()).isEqualTo(422));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "not json", ""})
    void answers400WhenItIsNoJsonPatch(String patch) {
        assertThatThrownBy(() -> patched(Patches.JSON_PATCH, patch))
                .isInstanceOfSatisfying(Refusal.class, it -> assertThat(it.code()).isEqualTo(400));
    }

    @Test
    void mergesAndRemovesWithNull() {
        var patch = "{\"metadata\":{\"annotations\":{\"a/b\":null,\"c\":\"2\"}},\"list\":[]}";

        assertThat(patched(Patches.MERGE_PATCH, patch).toString())
                .isEqualTo("{\"metadata\":{\"annotations\":{\"c\":\"2\"}},\"list\":[]}");
    }
}
