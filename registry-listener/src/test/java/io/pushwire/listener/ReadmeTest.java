// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.listener.reception.Refusal;
import io.pushwire.listener.recheck.LookResult;
import io.pushwire.listener.webhook.Dialects;
import io.pushwire.listener.webhook.Ignored;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a sender can be told is explained.
final class ReadmeTest {

    @Test
    void explainsEveryReasonAndEveryDialect() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        for (Ignored reason : Ignored.values()) {
            assertThat(readme).contains("| `" + reason.label() + "` |");
        }
        for (Refusal.Reason reason : Refusal.Reason.values()) {
            assertThat(readme).contains("| `" + reason.label() + "` |");
        }
        for (LookResult result : LookResult.values()) {
            assertThat(readme).contains("| `" + result.label() + "` |");
        }
        for (String dialect : Dialects.all().names()) {
            assertThat(readme).contains("`" + dialect + "`");
            if (!dialect.equals("forgejo")) {
                assertThat(Path.of("docs", dialect + ".md"))
                        .content()
                        .contains("`" + dialect + "`");
            }
        }
    }
}
