// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.syncer.SyncRig.DEPLOYMENTS;
import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pushwire.image.Digest;
import io.pushwire.syncer.SyncRig.Ran;
import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.RegistryProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The command `sync` where controllers replace the pods: what was out of date runs the tag's
/// digest in the end.
@Timeout(120)
class SyncRolloutIT {

    private static final String ALL_WELL = "  app ok (its pod runs it)";

    private final SyncRig rig = new SyncRig(TestCluster.withRollouts(), "sync-rollout");
    private final String repository = rig.namespace + "/web";
    private RegistryProcess registry;
    private String image;

    @BeforeEach
    void deploy() {
        registry = RegistryProcess.start();
        image = registry.host() + "/" + repository + ":1";
        push("first");
        rig.api.createDeployment(rig.namespace, "web", image);
    }

    @AfterEach
    void stopRegistry() {
        rig.api.delete(DEPLOYMENTS, rig.namespace, "web");
        registry.close();
    }

    @Test
    void updatedPodsRunWhatTheTagPointsAt() {
        Digest second = push("second");
        eventually(() -> assertThat(rig.sync("--check-pods").out()).contains("    on pod web-"));

        Ran ran = rig.sync("--check-pods", "--update");

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.out()).contains("; 1 updated");
        eventually(() -> assertThat(rig.sync("--check-pods").line("  app")).isEqualTo(ALL_WELL));
        assertThat(rig.sync("--check-pods").code()).isZero();
        assertThat(rig.image(DEPLOYMENTS, "web")).isEqualTo(image + "@" + second);
    }

    @Test
    void restartedPodsRunWhatTheTagPointsAt() {
        assumeTrue(
                rig.api.hasControllers(),
                () -> {
                    System.out.println(
                            "SKIPPED SyncRolloutIT.restartedPodsRunWhatTheTagPointsAt: only a node"
                                + " that pulls (PUSHWIRE_TEST_KUBECONFIG) knows a tag's digest");
                    return "a node that pulls";
                });
        eventually(() -> assertThat(rig.sync("--check-pods").line("  app")).isEqualTo(ALL_WELL));
        push("second");
        assertThat(rig.sync("--check-pods").out()).contains("    on pod web-");

        Ran ran = rig.sync("--restart");

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.out()).contains("; 1 restarted");
        eventually(() -> assertThat(rig.sync("--check-pods").line("  app")).isEqualTo(ALL_WELL));
        assertThat(rig.image(DEPLOYMENTS, "web")).isEqualTo(image);
    }

    private Digest push(String content) {
        return ImagePusher.to(registry).push(repository, "1", content + " of " + rig.namespace);
    }
}
