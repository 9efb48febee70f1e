// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Set;

class TokenRealmsTest {

    private static final RegistrySettings EXAMPLE = RegistrySettings.of("registry.example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://registry.example.com/token",
                "https://REGISTRY.example.com:443/token",
                "https://auth.registry.example.com/token",
                "https://auth.docker.io/token",
                "https://ghcr.io/token",
                "https://quay.io/v2/auth",
                "https://gitlab.com/jwt/auth",
            })
    void allowsItsOwnHostAndTheWellKnown(String realm) {
        assertThat(refusal(EXAMPLE, realm)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/token, is not among the token realms of registry.example.com",
        "https://auth.example.com/token, is not among the token realms of registry.example.com",
        "https://registry.example.com.evil.org/, is not among the token realms of"
                + " registry.example.com",
        "https://evilregistry.example.com/, is not among the token realms of registry.example.com",
        "https://registry.example.com:8443/, is not among the token realms of registry.example.com",
        "https://ghcr.io:22/token, is not among the token realms of registry.example.com",
        "https://other.azurecr.io/oauth2/token, is not among the token realms of"
                + " registry.example.com",
        "https://169.254.169.254/, is not among the token realms of registry.example.com",
        "http://registry.example.com/token, is not https",
        "http://auth.docker.io/token, is not https",
        "file:///etc/passwd, is no address of a token service",
        "https://ghcr.io@evil.org/, is no address of a token service",
        "/token, is no address of a token service",
    })
    void refusesEverythingElse(String realm, String reason) {
        assertThat(refusal(EXAMPLE, realm)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "https://auth.example.com/token, ''",
        "https://a.b.example.org/token, ''",
        "https://example.org/token, is not among the token realms of registry.example.com",
        "https://sso.example.net:8443/token, ''",
        "https://sso.example.net/token, is not among the token realms of registry.example.com",
    })
    void allowsWhatIsConfigured(String realm, String reason) {
        var settings =
                EXAMPLE.withTokenRealms(
                        Set.of("Auth.example.com", "*.example.org", "sso.example.net:8443"));

        assertThat(refusal(settings, realm)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.7:5000/token, ''",
        "http://10.0.0.7/token, ''",
        "http://10.0.0.7:22/token, is not among the token realms of 10.0.0.7:5000",
        "http://auth.docker.io/token, is not among the token realms of 10.0.0.7:5000",
        "https://auth.docker.io/token, ''",
    })
    void aPlainRegistryMaySendToItselfInTheClear(String realm, String reason) {
        var settings =
                RegistrySettings.of("10.0.0.7:5000").withTransport(new Transport.PlainHttp());

        assertThat(refusal(settings, realm)).isEqualTo(reason);
    }

    private static String refusal(RegistrySettings settings, String realm) {
        return new TokenRealms(settings).refusal(URI.create(realm)).orElse("");
    }
}
