// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static io.pushwire.sandbox.TestClient.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

@Timeout(20)
class ListIT {
    private static final String ALL = "/apis/apps/v1/deployments";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";

    private SandboxCluster sandbox;
    private TestClient client;

    @BeforeEach
    void start() {
        sandbox = SandboxCluster.start(Options.defaults().rollouts(false));
        client = new TestClient(sandbox);
    }

    @AfterEach
    void stop() {
        client.close();
        sandbox.close();
    }

    @Test
    void listsInPagesOfOneMoment() {
        for (var name : new String[] {"a", "b", "c", "d"}) {
            client.post(DEPLOYMENTS, deployment(name, "shop/web:1"));
        }

        var first = client.get(ALL + "?limit=2");
        client.delete(DEPLOYMENTS + "/c");
        var second = client.get(ALL + "?limit=2&continue=" + first.text("metadata", "continue"));

        assertThat(names(first.body())).containsExactly("a", "b");
        assertThat(first.number("metadata", "remainingItemCount")).isEqualTo(2);
        assertThat(names(second.body())).containsExactly("c", "d");
        assertThat(second.text("metadata", "continue")).isEmpty();
        assertThat(second.text("metadata", "resourceVersion"))
                .isEqualTo(first.text("metadata", "resourceVersion"));
        sandbox.forgetHistory();
        var late = client.get(ALL + "?continue=" + first.text("metadata", "continue"));
        assertThat(late.code()).isEqualTo(410);
        assertThat(late.text("reason")).isEqualTo("Expired");
    }

    @Test
    void listsBySelectors() {
        client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        client.post(DEPLOYMENTS, deployment("api", "shop/api:1"));

        assertThat(names(client.get(ALL + "?labelSelector=app%20in%20(web,x)").body()))
                .containsExactly("web");
        assertThat(names(client.get(ALL + "?fieldSelector=metadata.name%3Dapi").body()))
                .containsExactly("api");
        assertThat(names(client.get("/apis/apps/v1/namespaces/kube-system/deployments").body()))
                .isEmpty();
    }

    @Test
    void leavesTheKindOutOfItemsAsTheRealServerDoes() {
        client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));

        var item = Trees.listAt(client.get(ALL).body(), "items").getJsonObject(0);

        assertThat(item).doesNotContainKeys("kind", "apiVersion").containsKey("metadata");
    }

    private static List<String> names(JsonObject list) {
        return Trees.listAt(list, "items").stream()
                .map(item -> Trees.text(item.asJsonObject(), "metadata", "name"))
                .toList();
    }
}
