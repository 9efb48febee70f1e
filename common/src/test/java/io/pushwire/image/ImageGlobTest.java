// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageGlobTest {

    @ParameterizedTest
    @CsvSource({
        "r.example.com/team/web:1, r.example.com/team/web:1, true",
        "r.example.com/team/web:1, r.example.com/team/web:10, false",
        "r.example.com/team/web, r.example.com/team/web:latest, true",
        "nginx, docker.io/library/nginx:latest, true",
        "r.example.com/team/*, r.example.com/team/web:1, true",
        "r.example.com/team/*, r.example.com/team/a/web:1, false",
        "r.example.com/team/**, r.example.com/team/a/web:1, true",
        "r.example.com/team/*:2, r.example.com/team/web:1, false",
        "r.example.com/team/web:1.*, r.example.com/team/web:1.4, true",
        "r.example.com/team/web:1.*, r.example.com/team/web:124, false",
        "r.example.com:5000/*, r.example.com:5000/web:1, true",
        "**, r.example.com/team/web:1, true",
        "*/team/web:1, r.example.com/team/web:1, true",
        "*.example.com/team/web:1, rxexample.com/team/web:1, false"
    })
    void matchesTheCanonicalSpelling(String glob, String image, boolean matches) {
        assertThat(ImageGlob.parse(glob).matches(image)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/team/*", "team/*/", "team *", "Team/Web:1", "web@sha256:*"})
    void refusesWhatNoTagCanMatch(String glob) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageGlob.parse(glob))
                .withMessageContaining("neither an image nor a glob");
    }

    @Test
    void knowsTheOneHostThatItNames() {
        assertThat(ImageGlob.parse("r.example.com/team/*").host()).contains("r.example.com");
        assertThat(ImageGlob.parse("nginx").host()).contains("docker.io");
        assertThat(ImageGlob.parse("*.example.com/team/*").host()).isEmpty();
        assertThat(ImageGlob.all().host()).isEmpty();
    }
}
