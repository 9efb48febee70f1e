// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwire.registry.RegistrySettings.Limits;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

class RegistrySettingsTest {

    @Test
    void dockerHubAnswersAtAnotherAddressThanItsName() {
        var hub = RegistrySettings.of("index.docker.io");

        assertThat(hub.host()).isEqualTo("docker.io");
        assertThat(hub.baseUri()).isEqualTo("https://registry-1.docker.io");
    }

    @Test
    void onlyThePlainOneIsPlain() {
        var settings = RegistrySettings.of("Registry.example.com:5000");

        assertThat(settings.baseUri()).isEqualTo("https://registry.example.com:5000");
        assertThat(settings.withTransport(new Transport.PlainHttp()).baseUri())
                .isEqualTo("http://registry.example.com:5000");
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatThrownBy(() -> RegistrySettings.of("https://registry.example.com"))
                .hasMessage("not a registry host: \"https://registry.example.com\"");
        assertThatThrownBy(() -> RegistrySettings.of("a.example.com").withApi("b.example.com/v2"))
                .hasMessage("not a registry host: \"b.example.com/v2\"");
        assertThatThrownBy(() -> new Limits(0, 1, Duration.ofSeconds(1)))
                .hasMessage("requests per second is 0: at least 1 is needed");
        assertThatThrownBy(() -> new Limits(1, 0, Duration.ofSeconds(1)))
                .hasMessage("concurrent is 0: at least 1 is needed");
        assertThatThrownBy(() -> new Limits(1, 1, Duration.ZERO))
                .hasMessage("deadline is PT0S: it must be longer");
    }

    @Test
    void refusesTwoSettingsForOneRegistryAndMissingAuthorities() {
        var hub = List.of(RegistrySettings.of("docker.io"), RegistrySettings.of("hub.docker.com"));
        var missing =
                RegistrySettings.of("registry.example.com")
                        .withTransport(new Transport.TlsTrusting(Path.of("/no/such.pem")));

        assertThatThrownBy(() -> new RegistryLookups(hub, Clock.systemUTC()).close())
                .hasMessage("docker.io is configured twice");
        assertThatThrownBy(() -> new RegistryLookups(List.of(missing), Clock.systemUTC()).close())
                .hasMessageStartingWith("Tried to read certificates from /no/such.pem but ");
    }
}
