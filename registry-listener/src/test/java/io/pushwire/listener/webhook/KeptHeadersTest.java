// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.listener.reception.LetterOf;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/// A dead letter says to its dialect what the request said.
final class KeptHeadersTest {

    @ParameterizedTest
    @MethodSource("samples")
    void aLetterIsReadLikeItsRequest(Samples.Sample sample) {
        for (WebhookRequest request : sample.requests()) {
            WebhookRequest again = LetterOf.request(sample.dialect(), request).orElseThrow();

            assertThat(sample.dialect().read(again).toString())
                    .isEqualTo(sample.dialect().read(request).toString());
        }
    }

    static List<Samples.Sample> samples() {
        return Samples.all();
    }
}
