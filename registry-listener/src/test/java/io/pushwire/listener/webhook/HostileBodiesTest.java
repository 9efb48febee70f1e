// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whatever the bytes are, each dialect answers, and says nothing that its sender did not. The seed
/// is fixed, so a failure can be repeated.
final class HostileBodiesTest {

    private static final int ROUNDS = 20_000;
    private static final int FUZZ_ROUNDS = Integer.getInteger("fuzz.rounds", 1_000_000);
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{40,}={0,2}");
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
                    "\"tag\":\"evil\",",
                    "\"data\":{",
                    "@sha256:",
                    "%zz",
                    "?tag=",
                    "&",
                    ":",
                    "/",
                    "\u0000",
                    "\uFFFF",
                    ",,",
                    "9".repeat(2_000),
                    "\"" + "a".repeat(300) + "\"");

    @Test
    void mutatedRequestsMakeNoDialectThrowOrInvent() {
        mutate(ROUNDS, 20261101);
    }

    /// `./mvnw -Pfuzz -pl registry-listener -am verify`
    @Test
    @EnabledIfSystemProperty(named = "fuzz", matches = "true")
    void aMillionMutatedRequestsMakeNoDialectThrowOrInvent() {
        mutate(FUZZ_ROUNDS, Long.getLong("fuzz.seed", 7));
    }

    private static void mutate(int rounds, long seed) {
        var random = new Random(seed);
        List<Samples.Sample> samples = Samples.all();
        List<Dialect> dialects =
                Dialects.all().names().stream()
                        .map(name -> Dialects.all().named(name).orElseThrow())
                        .toList();
        for (int round = 0; round < rounds; round++) {
            Samples.Sample sample = samples.get(random.nextInt(samples.size()));
            WebhookRequest request =
                    sample.requests().get(random.nextInt(sample.requests().size()));
            var mutated = new WebhookRequest(request.headers(), mutated(request, random));
            check(sample.dialect(), mutated, round);
            check(dialects.get(random.nextInt(dialects.size())), mutated, round);
        }
    }

    private static void check(Dialect dialect, WebhookRequest request, int round) {
        Reading reading;
        try {
            reading = dialect.read(request);
            dialect.redact(request);
        } catch (RuntimeException | StackOverflowError thrown) {
            throw new AssertionError(about(dialect, request, round), thrown);
        }
        if (reading instanceof Reading.Understood understood
                && !understood.statements().isEmpty()) {
            String told = told(request);
            for (Statement statement : understood.statements()) {
                for (String word : words(statement)) {
                    assertThat(told.contains(word))
                            .as(() -> word + " was never said: " + about(dialect, request, round))
                            .isTrue();
                }
            }
        }
    }

    /// What a statement is made of: the pieces of the repository, the tag, the digest's digits.
    private static List<String> words(Statement statement) {
        Stream<String> repository =
                Arrays.stream(statement.subject().repository().split("/", -1))
                        .filter(piece -> !piece.equals("library"));
        Stream<String> digest =
                statement instanceof Statement.Pushed pushed
                        ? Stream.of(pushed.digest().value().split(":", 2)[1])
                        : Stream.of();
        return Stream.of(repository, Stream.of(statement.subject().tag()), digest)
                .flatMap(word -> word)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    /// All of a body in lower case, as it is and without its wrappings.
    private static String told(WebhookRequest request) {
        String body = new String(request.head(request.length()), StandardCharsets.UTF_8);
        String unwrapped =
                BASE64.matcher(body.replace("\\", ""))
                        .results()
                        .map(found -> unwrapped(found.group()))
                        .collect(Collectors.joining("\n"));
        return (body
                        + "\n"
                        + body.replace("\\", "")
                        + "\n"
                        + percentDecoded(body)
                        + "\n"
                        + unwrapped)
                .toLowerCase(Locale.ROOT);
    }

    private static String unwrapped(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static String percentDecoded(String body) {
        String soundOnly = body.replaceAll("%(?![0-9A-Fa-f]{2})", "%25").replace("+", "%2B");
        return URLDecoder.decode(soundOnly, StandardCharsets.UTF_8);
    }

    private static String about(Dialect dialect, WebhookRequest request, int round) {
        return "round %d, dialect %s: %s"
                .formatted(
                        round,
                        dialect.name(),
                        new String(request.head(request.length()), StandardCharsets.UTF_8));
    }

    private static byte[] mutated(WebhookRequest request, Random random) {
        byte[] bytes = request.head(request.length());
        String text = new String(bytes, StandardCharsets.UTF_8);
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> flipped(bytes, random);
            case 2 -> spliced(text, Math.min(at, text.length()), 0, random);
            case 3 -> spliced(text, Math.min(at, text.length()), random.nextInt(40), random);
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
