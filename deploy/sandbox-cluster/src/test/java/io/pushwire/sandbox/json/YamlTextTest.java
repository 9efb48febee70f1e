// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class YamlTextTest {
    @Test
    void readsSeveralDocumentsAndLeavesEmptyOnesOut() {
        var found = YamlText.objects("a: 1\n---\n---\nb: {c: [x, 2, true, null, 1.5]}\n");

        assertThat(found)
                .extracting(Object::toString)
                .containsExactly("{\"a\":1}", "{\"b\":{\"c\":[\"x\",2,true,null,1.5]}}");
    }

    @Test
    void takesADateForTheTextThatItIs() {
        assertThat(YamlText.objects("at: 2026-01-01").getFirst().getString("at"))
                .isEqualTo("2026-01-01");
    }

    @Test
    void readsJsonAndFlowStyle() {
        assertThat(YamlText.objects("{\"a\": 1}")).hasSize(1);
        assertThat(YamlText.objects("{a: 1}\n---\n{b: 2}")).hasSize(2);
    }

    @Test
    void saysWhatItCannotRead() {
        assertThatThrownBy(() -> YamlText.objects("a: ["))
                .isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> YamlText.objects("just text"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("just text");
    }
}
