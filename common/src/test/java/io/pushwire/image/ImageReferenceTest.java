// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    private static final String SHA256 = "sha256:" + "0123456789abcdef".repeat(4);
    private static final Digest DIGEST = new Digest(SHA256);

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "nginx, docker.io/library/nginx:latest",
        "docker.io/nginx, docker.io/library/nginx:latest",
        "docker.io/library/nginx:1.29, docker.io/library/nginx:1.29",
        "index.docker.io/nginx, docker.io/library/nginx:latest",
        "registry-1.docker.io/library/nginx, docker.io/library/nginx:latest",
        "registry.hub.docker.com/library/nginx, docker.io/library/nginx:latest",
        "team/web:1, docker.io/team/web:1",
        "localhost/a:1, localhost/a:1",
        "localhost:5000/a/b:t, localhost:5000/a/b:t",
        "127.0.0.1:5000/a, 127.0.0.1:5000/a:latest",
        "UPPER.example.com/a:V1, upper.example.com/a:V1",
        "registry.example.com/a/b/c/d:1, registry.example.com/a/b/c/d:1",
        "registry.example.com:8443/a__b/c--d:_x, registry.example.com:8443/a__b/c--d:_x",
        "myhost/a/b, docker.io/myhost/a/b:latest",
        "[::1]:5000/a:1, [::1]:5000/a:1"
    })
    void knowsOneSpellingForEveryTag(String typed, String canonical) {
        assertThat(ImageReference.parse(typed).orElseThrow().imageTag())
                .hasValueSatisfying(tag -> assertThat(tag).hasToString(canonical));
        assertThat(ImageTag.parse(canonical)).contains(ImageTag.parse(typed).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " nginx ",
                "NGINX",
                "docker.io/Team/App",
                "https://registry.example.com/a",
                "docker-pullable://nginx",
                "registry.example.com/",
                "/a",
                "a//b",
                "a:",
                "a:-x",
                "a@",
                "a@sha256:abc",
                "a@md5:0123456789abcdef0123456789abcdef",
                "registry.example.com:port/a",
                "-host.example.com/a",
                "a/b:t@sha256:AAAA",
                "ä/b"
            })
    void refusesWhatAContainerRuntimeWouldRefuse(String typed) {
        assertThat(ImageReference.parse(typed)).isEmpty();
    }

    @Test
    void refusesATagOf129Characters() {
        assertThat(ImageReference.parse("a:" + "t".repeat(128))).isPresent();
        assertThat(ImageReference.parse("a:" + "t".repeat(129))).isEmpty();
    }

    @Test
    void keepsWhatWasTypedWhenItPins() {
        assertThat(reference("Registry.example.com/web:1").pinnedTo(DIGEST))
                .isEqualTo("Registry.example.com/web:1@" + SHA256);
        assertThat(reference("nginx").pinnedTo(DIGEST)).isEqualTo("nginx:latest@" + SHA256);
        assertThat(reference("web:1@" + SHA256).pinnedTo(new Digest("sha512:" + "a".repeat(128))))
                .isEqualTo("web:1@sha512:" + "a".repeat(128));
    }

    @Test
    void givesThePlainSpecBack() {
        assertThat(reference("web:1@" + SHA256).withoutDigest()).isEqualTo("web:1");
        assertThat(reference("web").withoutDigest()).isEqualTo("web");
    }

    @Test
    void followsNoTagWhereADigestStandsAlone() {
        ImageReference reference = reference("web@" + SHA256);

        assertThat(reference.imageTag()).isEmpty();
        assertThat(reference.digest()).contains(DIGEST);
    }

    @Test
    void quotesWhatIsWrongWithATag() {
        assertThatThrownBy(() -> new ImageTag("example.com", "web", SHA256))
                .hasMessage("not a tag: \"" + SHA256 + "\"");
        assertThatThrownBy(() -> new ImageTag("exa mple.com", "web", "1"))
                .hasMessage("not a registry host: \"exa mple.com\"");
        assertThatThrownBy(() -> new Digest("sha256:1")).hasMessage("not a digest: \"sha256:1\"");
    }

    private static ImageReference reference(String typed) {
        return ImageReference.parse(typed).orElseThrow();
    }
}
