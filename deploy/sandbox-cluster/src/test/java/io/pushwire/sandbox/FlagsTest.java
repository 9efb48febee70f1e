// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class FlagsTest {
    @Test
    void readsAllFlags() {
        var flags =
                Flags.parse(
                        "--port",
                        "0",
                        "--all-interfaces",
                        "--manifests",
                        "a.yaml",
                        "b.yaml",
                        "--write-kubeconfig",
                        "k",
                        "--no-rollouts");

        assertThat(flags)
                .isEqualTo(
                        new Flags(
                                0,
                                true,
                                List.of(Path.of("a.yaml"), Path.of("b.yaml")),
                                Optional.of(Path.of("k")),
                                false,
                                false));
    }

    @ParameterizedTest
    @CsvSource({
        "--prot, There is no flag '--prot'; --help lists them.",
        "--port, The flag --port needs a value.",
        "--manifests, The flag --manifests needs a value."
    })
    void saysWhatItDoesNotUnderstand(String flag, String sentence) {
        assertThat(run(flag)).isEqualTo("2 " + sentence + System.lineSeparator());
    }

    @Test
    void printsHelp() {
        assertThat(run("--help")).startsWith("0 usage: ").contains("--no-rollouts");
    }

    private static String run(String... flags) {
        var text = new ByteArrayOutputStream();
        var print = new PrintStream(text, true, UTF_8);
        return CommandLine.run(flags, print, print) + " " + text.toString(UTF_8);
    }
}
