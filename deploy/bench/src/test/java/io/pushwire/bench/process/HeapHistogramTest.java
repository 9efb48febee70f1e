// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

final class HeapHistogramTest {

    // As jcmd of JDK 25 prints it.
    private static final String FEW =
            """
            4711:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:         70000        2500000  [B (java.base@25.0.3)
               2:         69000        1600000  java.lang.String (java.base@25.0.3)
            Total        139000        4100000
            """;

    private static final String MANY =
            """
            4711:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:         90000        3500000  [B (java.base@25.0.3)
               2:         69000        1600000  java.lang.String (java.base@25.0.3)
               3:          1000          50000  io.pushwire.syncer.decision.Workload
            Total        160000        5150000
            """;

    @Test
    void sumsTheClassesToWhatTheJvmSays() {
        assertThat(parse(FEW).total()).isEqualTo(4_100_000);
        assertThat(parse(MANY).total()).isEqualTo(5_150_000);
    }

    @Test
    void saysWhatGrewForEachWorkload() {
        assertThat(parse(MANY).growth(parse(FEW), 1000, 2))
                .containsExactly("1000 [B", "50 io.pushwire.syncer.decision.Workload");
    }

    @Test
    void refusesWhatIsNone() {
        assertThatThrownBy(() -> parse("4711:\nno such process"))
                .hasMessageContaining("no such process");
    }

    private static HeapHistogram parse(String text) {
        return HeapHistogram.parse(List.of(text.split("\n")));
    }
}
