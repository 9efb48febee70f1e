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
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;

/// The API as the real Java client sees it.
@Timeout(30)
@ParameterizedClass(name = "{0}")
@MethodSource("io.pushwire.sandbox.Rung#all")
class ClientJavaIT {
    private final Rung rung;
    private TestClient client;
    private Rung.Namespace namespace;
    private String deployments;
    private ApiClient java;

    ClientJavaIT(Rung rung) {
        this.rung = rung;
    }

    @BeforeEach
    void start() throws IOException {
        client = new TestClient(rung.baseUrl());
        namespace = Rung.Namespace.create(client);
        deployments = namespace.path("deployments");
        java =
                ClientBuilder.kubeconfig(
                                KubeConfig.loadKubeConfig(new StringReader(rung.kubeconfig())))
                        .build();
    }

    @AfterEach
    void stop() {
        namespace.close();
        client.close();
    }

    @Test
    void anInformerFollowsEveryChange() {
        client.post(deployments, deployment("web", "shop/web:1"));
        java.setReadTimeout(0);
        var factory = new SharedInformerFactory(java);
        var api = new AppsV1Api(java);
        var informer =
                factory.sharedIndexInformerFor(
                        parameters ->
                                api.listNamespacedDeployment(namespace.name())
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
            assertThat(informer.getIndexer().getByKey(namespace.name() + "/web")).isNotNull();

            client.post(deployments, deployment("api", "shop/api:1"));
            awaitThat(() -> informer.getIndexer().listKeys().contains(namespace.name() + "/api"));
            client.delete(deployments + "/web");
            awaitThat(() -> !informer.getIndexer().listKeys().contains(namespace.name() + "/web"));
        } finally {
            factory.stopAllRegisteredInformers();
        }
    }

    @Test
    void aTypedJsonPatchChangesTheImage() throws ApiException {
        client.post(deployments, deployment("web", "shop/web:1"));
        var patch =
                new V1Patch(
                        "[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/image\",\"value\":\"shop/web:2\"}]");

        var patched =
                PatchUtils.patch(
                        V1Deployment.class,
                        () ->
                                new AppsV1Api(java)
                                        .patchNamespacedDeployment("web", namespace.name(), patch)
                                        .fieldManager("me")
                                        .buildCall(null),
                        V1Patch.PATCH_FORMAT_JSON_PATCH,
                        java);

        assertThat(patched.getMetadata()).extracting("generation").isEqualTo(2L);
        assertThat(rung.journal().entries().getLast().fieldManager()).isEqualTo("me");
    }
}
