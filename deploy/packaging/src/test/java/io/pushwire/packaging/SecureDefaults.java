// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.List;

/// What every pod of Pushwire keeps to: the Pod Security Standard `restricted`, a root file system
/// that nobody writes to, and a bound on its memory.
final class SecureDefaults {

    private SecureDefaults() {}

    static void check(Manifest manifest, JsonObject container) {
        String where = manifest.toString();
        JsonObject pod = manifest.podSpec().orElseThrow().getAsJsonObject("securityContext");
        assertThat(pod.get("runAsNonRoot").getAsBoolean()).as(where).isTrue();
        assertThat(Manifest.at(pod, "seccompProfile", "type").map(JsonElement::getAsString))
                .as(where)
                .contains("RuntimeDefault");
        JsonObject own = container.getAsJsonObject("securityContext");
        assertThat(own.get("allowPrivilegeEscalation").getAsBoolean()).as(where).isFalse();
        assertThat(own.get("readOnlyRootFilesystem").getAsBoolean()).as(where).isTrue();
        assertThat(Manifest.at(own, "capabilities", "drop").map(JsonElement::toString))
                .as(where)
                .contains("[\"ALL\"]");
        assertThat(Manifest.at(container, "resources", "limits", "memory")).as(where).isPresent();
        assertThat(paths(container)).as(where).contains("/tmp");
    }

    private static List<String> paths(JsonObject container) {
        return Manifest.elements(container, "volumeMounts")
                .map(mount -> mount.get("mountPath").getAsString())
                .toList();
    }
}
