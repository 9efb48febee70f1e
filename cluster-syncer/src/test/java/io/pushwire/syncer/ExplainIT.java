// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import io.pushwire.image.Digest;
import io.pushwire.kafka.Topics;
import io.pushwire.syncer.command.Commands;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;

/// What the command says of an image, after a real syncer has worked.
@Timeout(120)
class ExplainIT {

    private static final Digest FIRST = new Digest("sha256:" + "1".repeat(64));
    private static final Digest SECOND = new Digest("sha256:" + "2".repeat(64));

    private final ReplayRig rig = new ReplayRig("explain");

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void saysWhoUsesItUnderWhichPolicyAndWhatWouldHappen() {
        rig.rebuild("web", "pin");
        rig.api.createDeployment(rig.namespace, "told", rig.tag("web").toString());
        rig.api.annotateNamespace(rig.namespace, "pushwire.io/policy", "notify");
        try (var _ = rig.syncer(rig.namespace)) {
            rig.log.outcomes(
                    Topics.outcomes(rig.namespace), rig.log.push(rig.tag("web"), FIRST), 2);
            var newest = rig.log.push(rig.tag("web"), SECOND);
            rig.log.outcomes(Topics.outcomes(rig.namespace), newest, 2);

            assertThat(rig.execute(rig.namespace, "explain", rig.tag("web") + "@" + FIRST))
                    .as(rig.err())
                    .isZero();
            assertThat(rig.out())
                    .contains(
                            "newest   %s  pushed by source test at "
                                    .formatted(SECOND.abbreviated()))
                    .contains(
                            "pushwire.image-events/%d@%d"
                                    .formatted(newest.partition(), newest.offset()))
                    .contains(FIRST.abbreviated() + " is not the newest digest of the tag")
                    .contains(
                            "Deployment %s/web, container app, as %s@%s"
                                    .formatted(rig.namespace, rig.tag("web"), SECOND))
                    .contains("policy pin, from annotation pushwire.io/policy")
                    .contains("policy notify, from annotation pushwire.io/policy of the namespace")
                    .contains("now: leave %s/web: container app is at".formatted(rig.namespace))
                    .contains("now: would tell of %s/told".formatted(rig.namespace))
                    .contains("written: patched");
        }
        assertThat(rig.execute(rig.namespace, "explain", rig.tag("web").toString(), "-o", "json"))
                .isZero();
        JsonObject said = JsonParser.parseString(rig.out()).getAsJsonObject();
        assertThat(said.getAsJsonObject("newest").get("digest").getAsString())
                .isEqualTo(SECOND.value());
        assertThat(said.getAsJsonArray("uses")).hasSize(2);
    }

    @Test
    void namesWhatComesCloseAndWhatToCheck() {
        rig.rebuild("web", "pin");
        try (var _ = rig.syncer(rig.namespace)) {
            eventually(
                    () -> assertThat(rig.log.inventory(rig.namespace)).containsKey(rig.tag("web")));
        }
        String other = rig.tag("web").toString().replace(":1", ":2");

        assertThat(rig.execute(rig.namespace, "explain", other)).as(rig.err()).isZero();
        assertThat(rig.out())
                .contains("no event is known for the tag")
                .contains(
                        "used by  no workload of the watched kinds; near: Deployment %s/web uses tag 1"
                                .formatted(rig.namespace));
        assertThat(rig.execute(rig.namespace, "explain", other.replace("registry", "mirror")))
                .isZero();
        assertThat(rig.out()).contains("is the alias registry.example.com missing at the source?");

        assertThat(rig.execute(rig.namespace, "explain", rig.tag("web").toString())).isZero();
        assertThat(rig.out())
                .contains("no event is known for the tag")
                .contains("used by  Deployment %s/web".formatted(rig.namespace))
                .doesNotContain("now:");
    }

    @Test
    void needsTheRecord() {
        var err = new StringWriter();
        var settings = new HashMap<>(rig.settings(rig.namespace));
        settings.put("pushwire.kafka.bootstrap-servers", "127.0.0.1:1");

        int code =
                Commands.execute(
                        new SyncerDesk(settings),
                        new PrintWriter(err, true),
                        new PrintWriter(err, true),
                        "explain",
                        rig.tag("web").toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("pushwire.kafka.bootstrap-servers: ");
    }
}
