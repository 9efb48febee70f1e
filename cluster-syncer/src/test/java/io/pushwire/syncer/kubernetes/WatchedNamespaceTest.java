// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonReader;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;

class WatchedNamespaceTest {

    @Test
    void keepsThePolicyAndSkipsTheRest() throws IOException {
        assertThat(
                        read(
                                """
                                {"metadata":{"name":"prod","resourceVersion":"7","labels":{"pushwire.io/policy":"pin"},
                                 "annotations":{"a":"b","pushwire.io/policy":"notify"}},"spec":{"finalizers":["kubernetes"]}}
                                """))
                .isEqualTo(new WatchedNamespace("prod", "7", Optional.of("notify")));
    }

    @Test
    void mayHaveNoPolicy() throws IOException {
        assertThat(read("{\"metadata\":{\"name\":\"prod\",\"resourceVersion\":\"7\"}}"))
                .isEqualTo(new WatchedNamespace("prod", "7", Optional.empty()));
    }

    private static WatchedNamespace read(String json) throws IOException {
        return WatchedNamespace.read(new JsonReader(new StringReader(json)));
    }
}
