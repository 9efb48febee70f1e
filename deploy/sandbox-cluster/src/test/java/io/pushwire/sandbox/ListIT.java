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
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

@Timeout(20)
@ParameterizedClass(name = "{0}")
@MethodSource("io.pushwire.sandbox.Rung#all")
class ListIT {

    private final Rung rung;
    private TestClient client;
    private Rung.Namespace namespace;
    private String deployments;

    ListIT(Rung rung) {
        this.rung = rung;
    }

    @BeforeEach
    void start() {
        client = new TestClient(rung.baseUrl());
        namespace = Rung.Namespace.create(client);
        deployments = namespace.path("deployments");
    }

    @AfterEach
    void stop() {
        namespace.close();
        client.close();
    }

    @Test
    void listsInPagesOfOneMoment() {
        for (var name : new String[] {"a", "b", "c", "d"}) {
            client.post(deployments, deployment(name, "shop/web:1"));
        }

        var first = client.get(deployments + "?limit=2");
        client.delete(deployments + "/c");
        var second =
                client.get(deployments + "?limit=2&continue=" + first.text("metadata", "continue"));

        assertThat(names(first.body())).containsExactly("a", "b");
        assertThat(first.number("metadata", "remainingItemCount")).isEqualTo(2);
        assertThat(names(second.body())).containsExactly("c", "d");
        assertThat(second.text("metadata", "continue")).isEmpty();
        assertThat(second.text("metadata", "resourceVersion"))
                .isEqualTo(first.text("metadata", "resourceVersion"));
    }

    @Test
    void listsBySelectors() {
        client.post(deployments, deployment("web", "shop/web:1"));
        client.post(deployments, deployment("api", "shop/api:1"));

        assertThat(names(client.get(deployments + "?labelSelector=app%20in%20(web,x)").body()))
                .containsExactly("web");
        assertThat(names(client.get(deployments + "?fieldSelector=metadata.name%3Dapi").body()))
                .containsExactly("api");
        assertThat(names(client.get("/apis/apps/v1/namespaces/none-such/deployments").body()))
                .isEmpty();
    }

    @Test
    void leavesTheKindOutOfItemsAsTheRealServerDoes() {
        client.post(deployments, deployment("web", "shop/web:1"));

        var item = Trees.listAt(client.get(deployments).body(), "items").getJsonObject(0);

        assertThat(item).doesNotContainKeys("kind", "apiVersion").containsKey("metadata");
    }

    private static List<String> names(JsonObject list) {
        return Trees.listAt(list, "items").stream()
                .map(item -> Trees.text(item.asJsonObject(), "metadata", "name"))
                .toList();
    }
}
