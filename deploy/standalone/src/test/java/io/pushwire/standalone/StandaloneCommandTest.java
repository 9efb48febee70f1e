// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.io.StringWriter;

final class StandaloneCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --nonsense                                 | Unknown option: '--nonsense'
                    --port=70000                               | --port is from 0 to 65535, not 70000
                    --port=eighty                              | 'eighty' is not an int
                    --kubernetes=moon                          | Invalid value for option '--kubernetes'
                    --config=/does/not/exist                   | --config names /does/not/exist, which is not a file that can be read
                    --kubeconfig=/does/not/exist               | --kubeconfig names /does/not/exist, which is not a file
                    --kubernetes=sandbox --kubeconfig=/dev/null | --kubeconfig leads to a cluster: leave out --kubernetes=sandbox
                    """)
    void refusesWhatCannotBeMeant(String flags, String sentence) {
        assertThat(execute(flags.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(sentence).endsWith("--help lists the flags.\n");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void helpNamesEveryFlag() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString())
                .contains("--kubernetes", "--kubeconfig", "--cluster", "--data", "--host", "--port")
                .contains("--config", "--version");
    }

    @Test
    void tellsItsVersion() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).startsWith("pushwire standalone ");
    }

    private int execute(String... flags) {
        return Standalone.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(flags);
    }
}
