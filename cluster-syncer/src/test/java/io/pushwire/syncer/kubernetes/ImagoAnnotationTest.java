// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonReader;

import io.pushwire.image.ImageTag;
import io.pushwire.syncer.decision.Container;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;

class ImagoAnnotationTest {

    private static final String DIGEST = "@sha256:" + "a".repeat(64);
    private static final String OURS =
            "{\"web\":{\"spec\":\"team/web:1\",\"digest\":\"sha256:%s\",\"log\":\"log\",\"partition\":7,\"offset\":12}}"
                    .formatted("a".repeat(64));

    @ParameterizedTest
    @CsvSource({
        "team/web:1, team/web:1@, true",
        "team/web:1, team/web@,   true",
        "team/web,   team/web@,   true",
        "team/web:1, team/web:2@, false",
        "team/web:1, team/api:1@, false",
        "team/web:1, team/web:1,  false",
        "team/web@,  team/web@,   false"
    })
    void takesOverWhatImagoPinned(String before, String now, boolean takenOver) throws IOException {
        String spec =
                "{\"containers\":[{\"name\":\"web\",\"image\":\"%s\"}],\"initContainers\":[]}"
                        .formatted(full(before));

        Container container = read(spec, "", full(now));

        assertThat(container.handedOver().isPresent()).isEqualTo(takenOver);
        if (takenOver) {
            assertThat(container.image()).isEqualTo(full(now));
            assertThat(container.reference().orElseThrow().withoutDigest()).isEqualTo(before);
            assertThat(container.follows().map(ImageTag::repository)).contains("team/web");
        }
    }

    @Test
    void readsInitContainersToo() throws IOException {
        assertThat(
                        read(
                                        "{\"initContainers\":[{\"name\":\"web\",\"image\":\"team/web:1\"}]}",
                                        "",
                                        "team/web:1" + DIGEST)
                                .handedOver())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"containers\":null}",
                "{\"containers\":[null]}",
                "{\"containers\":[{}]}",
                "{\"containers\":[{\"name\":\"web\",\"image\":\"??\"}]}"
            })
    void takesNothingOverFromWhatItCannotRead(String annotation) throws IOException {
        assertThat(read(annotation, "", "team/web:1" + DIGEST).handedOver())
                .isEqualTo(Optional.empty());
    }

    @Test
    void leavesItAsideOnceWeWroteTheContainer() throws IOException {
        String spec = "{\"containers\":[{\"name\":\"web\",\"image\":\"team/web:1\"}]}";

        assertThat(read(spec, OURS, "team/web:1" + DIGEST).handedOver()).isEmpty();
    }

    private static String full(String image) {
        return image.replace("@", DIGEST);
    }

    /// @param ours empty for none
    private static Container read(String imago, String ours, String image) throws IOException {
        String pinned =
                ours.isEmpty() ? "" : ",\"pushwire.io/pinned\":\"%s\"".formatted(quoted(ours));
        String json =
                """
                {"metadata":{"name":"a","annotations":{"imago-config-spec":"%s"%s}},
                 "spec":{"template":{"spec":{"containers":[{"name":"web","image":"%s"}]}}}}
                """
                        .formatted(quoted(imago), pinned, image);
        return WorkloadReader.read(
                        KindDefinition.builtIn(Set.of()).getFirst(),
                        new JsonReader(new StringReader(json)))
                .containers()
                .getFirst();
    }

    private static String quoted(String text) {
        return text.replace("\"", "\\\"");
    }
}
