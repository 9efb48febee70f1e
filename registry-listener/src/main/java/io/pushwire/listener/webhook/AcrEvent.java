// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.List;
import java.util.stream.Stream;

/// What Azure's container registry tells about one image, in its own webhook and inside Event Grid
/// alike. `request.host` is the registry's login server.
/// https://learn.microsoft.com/azure/container-registry/container-registry-webhook-reference
final class AcrEvent {

    private AcrEvent() {}

    /// @param prefix of the paths, empty or with a dot at its end
    static List<String> decisive(String prefix) {
        return at(
                prefix,
                "action",
                "target.repository",
                "target.tag",
                "target.digest",
                "request.host");
    }

    static List<String> goodToKnow(String prefix) {
        return at(prefix, "id", "timestamp", "target.mediaType");
    }

    static Told told(Fields fields, String prefix) {
        return Told.about(
                        fields.text(prefix + "target.repository"),
                        fields.text(prefix + "target.tag"))
                .on(fields.text(prefix + "request.host"))
                .at(fields.text(prefix + "timestamp"))
                .withId(fields.text("id"));
    }

    static void pushed(Fields fields, String prefix, Reading.Parts parts) {
        told(fields, prefix)
                .pushed(
                        parts,
                        fields.text(prefix + "target.digest"),
                        fields.text(prefix + "target.mediaType"));
    }

    private static List<String> at(String prefix, String... paths) {
        return Stream.of(paths).map(path -> prefix + path).toList();
    }
}
