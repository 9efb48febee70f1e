// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.ClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pushwire.sandbox.Options;
import io.pushwire.sandbox.SandboxCluster;
import io.pushwire.sandbox.store.ResourceType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

class KindPresenceTest {

    private static final CallGeneratorParams PARAMS = new CallGeneratorParams(false, "0", null);
    private static final KindDefinition ROLLOUTS =
            KindDefinition.known(Set.of()).stream()
                    .filter(kind -> kind.name().equals("rollouts"))
                    .findFirst()
                    .orElseThrow();

    private SandboxCluster cluster;
    private ApiServer server;

    @BeforeEach
    void start() {
        cluster = SandboxCluster.start(Options.defaults().rollouts(false));
        ApiClient client = new ClientBuilder().setBasePath(cluster.baseUrl().toString()).build();
        server = new ApiServer(client, client);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void hasNoneOfAKindThatIsNotServedAndNoticesWhenItIs() throws ApiException {
        var custom = custom(Duration.ZERO);

        assertThat(custom.list(PARAMS).items()).isEmpty();
        assertThatThrownBy(() -> custom.watch(PARAMS))
                .isInstanceOf(KindPresence.KindAbsentException.class);

        register();
        cluster.load(
                """
                {"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout","metadata":{"name":"web","namespace":"default"},
                 "spec":{"template":{"spec":{"containers":[{"name":"app","image":"web:1"}]}}}}
                """);

        assertThat(custom.list(PARAMS).items()).hasSize(1);
    }

    @Test
    void listsAgainWhatAppearedAfterTheList() throws ApiException {
        var custom = custom(Duration.ZERO);
        assertThat(custom.list(PARAMS).items()).isEmpty();

        register();

        assertThatThrownBy(() -> custom.watch(PARAMS))
                .isInstanceOfSatisfying(
                        ApiException.class, gone -> assertThat(gone.getCode()).isEqualTo(410));
    }

    @Test
    void asksNoMoreOftenThanItShould() throws ApiException {
        var custom = custom(Duration.ofHours(1));
        assertThat(custom.list(PARAMS).items()).isEmpty();

        register();

        assertThatThrownBy(() -> custom.watch(PARAMS))
                .isInstanceOf(KindPresence.KindAbsentException.class);
    }

    private void register() {
        cluster.register(
                ResourceType.custom("argoproj.io", "v1alpha1", "rollouts", "Rollout", true));
    }

    private CustomListerWatcher<WatchedWorkload> custom(Duration pause) {
        var steady =
                new SteadyListerWatcher<>(
                        new ObjectListerWatcher<>(
                                server,
                                new Watched<>(
                                        ROLLOUTS.objects(Optional.empty()),
                                        ROLLOUTS.plural(),
                                        in ->
                                                new WatchedWorkload(
                                                        WorkloadReader.read(ROLLOUTS, in)))),
                        new WatchLife(new SimpleMeterRegistry(), "Rollout", ""));
        return new CustomListerWatcher<>(steady, new KindPresence(server, ROLLOUTS, pause));
    }
}
