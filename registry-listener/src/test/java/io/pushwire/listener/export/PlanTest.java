// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.listener.export.Manifest.Part;
import io.pushwire.listener.export.Manifest.Partition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

final class PlanTest {

    @Test
    void partsEndAtMultiplesWhereverTheWindowBegins() {
        assertThat(Plan.rest(partition(7, 25), 10))
                .containsExactly(new Span(7, 10), new Span(10, 20), new Span(20, 25));
        assertThat(Plan.rest(partition(10, 20), 10)).containsExactly(new Span(10, 20));
        assertThat(Plan.rest(partition(3, 3), 10)).isEmpty();
    }

    @Test
    void goesOnAfterTheLastPart() {
        var done = new Part("f", 7, 10, 7L, 9L, 3, List.of(), 1, "");

        assertThat(Plan.rest(partition(7, 25, done), 10))
                .containsExactly(new Span(10, 20), new Span(20, 25));
        assertThat(Plan.rest(partition(7, 10, done), 10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pushwire.outcomes.*, pushwire.outcomes.prod-eu-1, true",
        "pushwire.outcomes.*, pushwireXoutcomes.prod, false",
        "pushwire.misses, pushwire.misses, true",
        "pushwire.misses, pushwire.misses2, false",
        "*, anything, true",
        "a*c*, abcd, true",
        "a.c, abc, false"
    })
    void takesTopicsByName(String pattern, String topic, boolean taken) {
        var order = new Order(Form.JSONL, List.of(pattern), Optional.empty(), Optional.empty(), 1);

        assertThat(order.patternOf(topic))
                .isEqualTo(taken ? Optional.of(pattern) : Optional.empty());
    }

    @Test
    void seesEveryGap() {
        var seen = new Seen(new Span(10, 20));
        for (long offset : new long[] {12, 13, 17}) {
            seen.add(offset);
        }

        Part part = seen.part("f", 1, "");

        assertThat(part.records()).isEqualTo(3);
        assertThat(part.firstRecord()).isEqualTo(12);
        assertThat(part.lastRecord()).isEqualTo(17);
        assertThat(part.missing())
                .containsExactly(new Span(10, 12), new Span(14, 17), new Span(18, 20));
        assertThat(new Seen(new Span(1, 3)).part("f", 0, "").missing())
                .containsExactly(new Span(1, 3));
    }

    @Test
    void defusesWhatASpreadsheetWouldRun() {
        for (String text : List.of("=cmd", "+1", "-1", "@x", "\t=1", "\r", "\n=")) {
            assertThat(CsvRows.defused(text)).isEqualTo("'" + text);
        }
        for (String text : List.of("", "a=b", "'=1", "{\"a\":1}", "sha256:12")) {
            assertThat(CsvRows.defused(text)).isEqualTo(text);
        }
    }

    private static Partition partition(long first, long end, Part... parts) {
        return new Partition("t", "id", 0, 0, end, first, end, Arrays.asList(parts));
    }
}
