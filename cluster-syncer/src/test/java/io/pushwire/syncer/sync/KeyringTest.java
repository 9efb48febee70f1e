// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.ImageTag;
import io.pushwire.registry.CredentialSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class KeyringTest {

    @ParameterizedTest(name = "{0} opens {1}: {2}")
    @CsvSource({
        "registry.example.com, registry.example.com/team/web:1, true",
        "registry.example.com, other.example.com/team/web:1, false",
        "registry.example.com, registry.example.com:5000/team/web:1, false",
        "registry.example.com/team, registry.example.com/team/web:1, true",
        "registry.example.com/team, registry.example.com/teams/web:1, false",
        "registry.example.com/team/web, registry.example.com/team/web:1, true",
        "*.example.com, registry.example.com/team/web:1, true",
        "*.example.com, example.com/team/web:1, false",
        "*.example.com, eu.registry.example.com/team/web:1, false",
        "registry*.example.com, registry2.example.com/team/web:1, true",
        "docker.io, nginx:1, true"
    })
    void opensWhatItIsMeantFor(String place, String image, boolean opens) {
        var keys = new Keyring(List.of(new Keyring.Key(place, secret("one"))));

        assertThat(keys.of(ImageTag.parse(image).orElseThrow())).hasSize(opens ? 1 : 0);
    }

    @Test
    void theMostExactKeyIsTriedFirst() {
        var general =
                new Keyring(List.of(new Keyring.Key("registry.example.com", secret("general"))));
        var exact =
                new Keyring(List.of(new Keyring.Key("registry.example.com/team", secret("exact"))));

        assertThat(
                        general.and(exact)
                                .of(
                                        ImageTag.parse("registry.example.com/team/web:1")
                                                .orElseThrow()))
                .containsExactly(secret("exact"), secret("general"));
    }

    @Test
    void nothingOfItIsEverPrinted() {
        assertThat(
                        new Keyring(
                                        List.of(
                                                new Keyring.Key(
                                                        "registry.example.com", secret("hidden"))))
                                .toString())
                .doesNotContain("hidden");
    }

    private static CredentialSource.Given secret(String password) {
        return new CredentialSource.Given("ci", password, false);
    }
}
