// SPDX-License-Identifier: Apache-2.0
package io.pushwire.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.util.List;

final class VariantTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void newFlagsComeFirst() throws Exception {
        var present = JSON.readTree("[\"java\", \"-Xmx1m\", \"Main\"]");

        assertThat(Variant.entryPoint(present, List.of("-XX:AOTCache=/app/app.aot")))
                .containsExactly("java", "-XX:AOTCache=/app/app.aot", "-Xmx1m", "Main");
    }

    @Test
    void refusesAnImageWithoutAnEntryPoint() throws Exception {
        var nothing = JSON.readTree("[]");

        assertThatThrownBy(() -> Variant.entryPoint(nothing, List.of("-Xmx1m")))
                .hasMessageContaining("no entry point");
    }
}
