// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import java.util.List;

/// Bodies as Docker Distribution sends them, cut down to what counts.
final class Envelopes {

    static final String DIGEST = "sha256:" + "ab".repeat(32);

    private Envelopes() {}

    static String of(String... events) {
        return "{\"events\":[" + String.join(",", List.of(events)) + "]}";
    }

    static String push(String repository, String tag) {
        return push(repository, tag, DIGEST);
    }

    static String push(String repository, String tag, String digest) {
        return """
        {"id":"e-1","timestamp":"2026-11-01T10:00:00.123456789Z","action":"push",
         "target":{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"%s",
          "repository":"%s","tag":"%s"},
         "request":{"host":"internal:5000"},"actor":{"name":"ci"},
         "source":{"addr":"pod:5000","instanceID":"i-1"}}
        """
                .formatted(digest, repository, tag);
    }

    static String pull(String repository, String tag) {
        return """
        {"id":"e-2","action":"pull","target":{"repository":"%s","tag":"%s","digest":"%s"}}
        """
                .formatted(repository, tag, DIGEST);
    }

    static String deletion(String repository, String tag) {
        return """
        {"id":"e-3","action":"delete",
         "target":{"mediaType":"","digest":"","size":0,"repository":"%s","tag":"%s"}}
        """
                .formatted(repository, tag);
    }
}
