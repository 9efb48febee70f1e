// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import static io.pushwire.syncer.replay.PastExample.DIGEST;
import static io.pushwire.syncer.replay.PastExample.NOON;
import static io.pushwire.syncer.replay.PastExample.WEB;
import static io.pushwire.syncer.replay.PastExample.event;
import static io.pushwire.syncer.replay.PastExample.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;

import io.pushwire.outcome.OutcomeKind;

import org.junit.jupiter.api.Test;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

class ReplayFormTest {

    private static final Verdict OVERTAKEN =
            new Verdict(
                    Optional.of(WEB),
                    OutcomeKind.Superseded,
                    "a \"newer\" event, at 3@9",
                    false,
                    Optional.of(DIGEST));

    private final Row row =
            Row.of(
                            event(7),
                            List.of(
                                    outcome(7, WEB, OutcomeKind.Written, NOON),
                                    outcome(7, WEB, OutcomeKind.RolledOut, NOON.plusMillis(3100))),
                            List.of(OVERTAKEN))
                    .getFirst();

    @Test
    void theTableIsForPeople() {
        var table =
                new ReplayForm.Table(ZoneOffset.UTC, Optional.of("registry.example.com"), false);

        assertThat(table.head()).matches("TIME +IMAGE +DIGEST +BY +THEN +≠ NOW");
        assertThat(table.line(row))
                .matches(
                        "2026-11-03 12:00:00 +team/web:1 +sha256:4f1c4f1c4f1c +ci-7 +patched"
                                + " prod/web \\(3\\.1 s to ready\\) +leave: newer event known"
                                + " \\(sha256:4f1c4f1c4f1c\\)");
    }

    @Test
    void aDifferenceIsMarked() {
        var differing =
                new Row(
                        event(7),
                        Optional.of(WEB),
                        Then.of(List.of(outcome(7, WEB, OutcomeKind.Rejected, NOON))).getFirst(),
                        PastExample.verdict(WEB, OutcomeKind.Written));

        assertThat(new ReplayForm.Table(ZoneOffset.UTC, Optional.empty(), false).line(differing))
                .contains("registry.example.com/team/web:1")
                .contains("rejected prod/web: because")
                .contains("≠ would patch prod/web");
    }

    @Test
    void whatNobodyUsesIsSaidInFewWords() {
        var then =
                new Then(
                        Optional.empty(),
                        Optional.of(OutcomeKind.Unused),
                        "no workload of the watched kinds uses it; near: Deployment prod/web uses"
                                + " tag 2",
                        Optional.empty(),
                        "",
                        Optional.empty());
        Verdict now = Verdict.clusterWide(OutcomeKind.Unused, "no workload uses it");

        assertThat(
                        new ReplayForm.Table(ZoneOffset.UTC, Optional.empty(), false)
                                .line(new Row(event(7), Optional.empty(), then, now)))
                .contains("nobody used it; near: Deployment prod/web uses tag 2")
                .endsWith("  nobody uses it");
    }

    @Test
    void csvQuotesWhatHasToBe() {
        var csv = new ReplayForm.Csv(false);

        assertThat(csv.line(row))
                .isEqualTo(
                        "2026-11-03T12:00:00Z,3,7,pushed,registry.example.com/team/web:1,%s,harbor,ci-7,Deployment prod/web,Written,because,RolledOut,3100,Superseded,\"a \"\"newer\"\" event, at 3@9\",false"
                                .formatted(DIGEST));
        assertThat(csv.head().split(",", -1)).hasSize(16);
    }

    @Test
    void jsonHasAllOfIt() {
        var json = JsonParser.parseString(new ReplayForm.Json().line(row)).getAsJsonObject();

        assertThat(json.get("offset").getAsLong()).isEqualTo(7);
        assertThat(json.getAsJsonObject("then").get("readyAfterMs").getAsLong()).isEqualTo(3100);
        assertThat(json.getAsJsonObject("now").get("newer").getAsString())
                .isEqualTo(DIGEST.value());
        assertThat(json.get("differs").getAsBoolean()).isFalse();
    }
}
