// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Whatever the bytes are, a dialect answers. The seed is fixed, so a failure can be repeated.
final class HostileBodiesTest {

    private static final int ROUNDS = 20_000;
    private static final List<String> SCRAPS =
            List.of(
                    "null",
                    "true",
                    "-1e999",
                    "\"\"",
                    "[]",
                    "{}",
                    "[[",
                    "{\"events\":",
                    "\\u0000",
                    "\"tag\":7",
                    "\"action\":[]",
                    "\"target\":\"x\"",
                    "\u0000",
                    "\uFFFF",
                    ",,",
                    "9".repeat(2_000),
                    "\"" + "a".repeat(300) + "\"");

    @Test
    void mutatedEnvelopesNeverMakeADialectThrow() throws IOException {
        byte[] seed =
                Files.readAllBytes(
                        Path.of(
                                "src/test/resources/webhook/distribution-2.8.2/envelope-of-three-events.json"));
        var random = new Random(20261101);
        var dialects = Dialects.all();
        String events = envelopeOf(new String(seed, StandardCharsets.UTF_8));

        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = mutated(events, random);
            for (String name : dialects.names()) {
                assertThatCode(() -> dialects.named(name).orElseThrow().read(Requests.of(body)))
                        .as(() -> new String(body, StandardCharsets.UTF_8))
                        .doesNotThrowAnyException();
            }
        }
    }

    private static String envelopeOf(String sample) {
        int body = sample.indexOf("\"body\":") + "\"body\":".length();
        return sample.substring(body, sample.indexOf("\"expected\""));
    }

    private static byte[] mutated(String text, Random random) {
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> flipped(bytes, random);
            case 2 -> spliced(text, at, 0, random);
            case 3 -> spliced(text, at, random.nextInt(40), random);
            default -> throw new AssertionError();
        };
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        for (int i = 0; i < 5; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static byte[] spliced(String text, int at, int removed, Random random) {
        String scrap = SCRAPS.get(random.nextInt(SCRAPS.size()));
        String end = text.substring(Math.min(text.length(), at + removed));
        return (text.substring(0, at) + scrap + end).getBytes(StandardCharsets.UTF_8);
    }
}
