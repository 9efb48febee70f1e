// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static io.pushwire.sandbox.TestClient.awaitThat;
import static io.pushwire.sandbox.TestClient.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentList;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.PatchUtils;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;

/// The sandbox as the real Java client sees it.
@Timeout(30)
class ClientJavaIT {
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";

    private SandboxCluster sandbox;
    private TestClient plain;
    private ApiClient client;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxCluster.start(Options.defaults().rollouts(false));
        plain = new TestClient(sandbox);
        client =
                ClientBuilder.kubeconfig(
                                KubeConfig.loadKubeConfig(new StringReader(sandbox.kubeconfig())))
                        .build();
    }

    @AfterEach
    void stop() {
        plain.close();
        sandbox.close();
    }

    @Test
    void anInformerFollowsEveryChange() {
        plain.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        client.setReadTimeout(0);
        var factory = new SharedInformerFactory(client);
        var api = new AppsV1Api(client);
        var informer =
                factory.sharedIndexInformerFor(
                        parameters ->
                                api.listDeploymentForAllNamespaces()
                                        .resourceVersion(parameters.resourceVersion)
                                        .timeoutSeconds(parameters.timeoutSeconds)
                                        .watch(parameters.watch)
                                        .buildCall(null),
                        V1Deployment.class,
                        V1DeploymentList.class,
                        Duration.ofMinutes(5).toMillis());
        factory.startAllRegisteredInformers();
        try {
            awaitThat(informer::hasSynced);
            assertThat(informer.getIndexer().getByKey("default/web")).isNotNull();

            plain.post(DEPLOYMENTS, deployment("api", "shop/api:1"));
            awaitThat(() -> informer.getIndexer().listKeys().contains("default/api"));
            plain.delete(DEPLOYMENTS + "/web");
            awaitThat(() -> !informer.getIndexer().listKeys().contains("default/web"));
        } finally {
            factory.stopAllRegisteredInformers();
        }
    }

    @Test
    void aTypedJsonPatchChangesTheImage() throws ApiException {
        plain.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        var patch =
                new V1Patch(
                        "[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/image\",\"value\":\"shop/web:2\"}]");

        var patched =
                PatchUtils.patch(
                        V1Deployment.class,
                        () ->
                                new AppsV1Api(client)
                                        .patchNamespacedDeployment("web", "default", patch)
                                        .fieldManager("me")
                                        .buildCall(null),
                        V1Patch.PATCH_FORMAT_JSON_PATCH,
                        client);

        assertThat(patched.getMetadata()).extracting("generation").isEqualTo(2L);
        assertThat(sandbox.journal().entries().getLast().fieldManager()).isEqualTo("me");
    }
}
