// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class RepositoryGlobsTest {

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "team/*, team/web, true",
        "team/*, team/web/api, false",
        "team/*, other/web, false",
        "team/*, myteam/web, false",
        "team/**, team/web/api, true",
        "team/**, team, false",
        "team/web, team/web, true",
        "team/web, team/web2, false",
        "team/w.b, team/web, false",
        "*/web, team/web, true",
        "team/*-prod, team/web-prod, true",
        "**, a/b/c, true"
    })
    void matchesWholePaths(String glob, String repository, boolean allowed) {
        assertThat(new RepositoryGlobs(List.of(glob)).allow(repository)).isEqualTo(allowed);
    }

    @Test
    void oneOfSeveralIsEnough() {
        var globs = new RepositoryGlobs(List.of("a/*", "b/*"));

        assertThat(globs.allow("b/x")).isTrue();
        assertThat(globs.allow("c/x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/team/*", "team/", "Team/*", "team/[ab]", "team/?", "team web"})
    void refusesWhatNoRepositoryCanMatch(String glob) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RepositoryGlobs(List.of(glob)))
                .withMessageContaining("\"" + glob + "\"");
    }

    @Test
    void namesOfARegistryStandOnceItsOwnFirst() {
        var names = new RegistryNames("Registry.Example", List.of("b:5000", "registry.example"));

        assertThat(names.all()).containsExactly("registry.example", "b:5000");
    }
}
