// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// What cannot be meant is refused before anything is installed, with a sentence that says where it
/// stands and, where it is not plain, what to change.
class ChartRefusalsTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/refusals.csv", delimiter = '|')
    void refuses(String what, String values, String where, String told) {
        assertThatThrownBy(() -> Chart.text(values))
                .as(what)
                .hasMessageContaining(where)
                .hasMessageContaining(told);
    }
}
