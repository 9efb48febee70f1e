// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static io.pushwire.sandbox.TestClient.awaitThat;
import static io.pushwire.sandbox.TestClient.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pushwire.sandbox.fault.Fault;
import io.pushwire.sandbox.journal.Entry;
import io.pushwire.sandbox.json.Trees;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;

@Timeout(20)
@ParameterizedClass(name = "{0}")
@MethodSource("io.pushwire.sandbox.Rung#faulty")
class FaultsIT {
    private static final String MERGE = "application/merge-patch+json";
    private static final String TWO = "{\"spec\":{\"replicas\":2}}";

    private final Rung rung;
    private TestClient client;
    private Rung.Namespace namespace;
    private String deployments;
    private String web;

    FaultsIT(Rung rung) {
        this.rung = rung;
    }

    @BeforeEach
    void start() {
        client = new TestClient(rung.baseUrl());
        namespace = Rung.Namespace.create(client);
        deployments = namespace.path("deployments");
        web = deployments + "/web";
        client.post(deployments, deployment("web", "shop/web:1"));
        rung.journal().clear();
    }

    @AfterEach
    void stop() {
        rung.faults().clear();
        namespace.close();
        client.close();
    }

    @Test
    void rejectsAsOftenAsAsked() {
        rung.faults().add(Fault.tooManyRequests(3).onVerb("patch").named("web").times(1));

        assertThat(client.merge(web, TWO).code()).isEqualTo(429);
        assertThat(client.merge(web, TWO).code()).isEqualTo(200);
        assertThat(rung.journal().entries())
                .extracting(Entry::code, Entry::applied)
                .containsExactly(tuple(429, false), tuple(200, true));
    }

    @Test
    void refusesEverythingWhileItIsAway() {
        var watch = client.watch(deployments + "?watch=true");
        watch.next();
        var away = rung.faults().goAway();

        assertThatThrownBy(() -> client.get("/readyz")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> client.merge(web, TWO)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(watch::next).isInstanceOf(UncheckedIOException.class);

        rung.faults().remove(away.id());
        assertThat(client.get("/readyz").code()).isEqualTo(200);
        assertThat(client.get(web).number("spec", "replicas")).isEqualTo(1);
    }

    @Test
    void appliesAHeldRequestWhenItIsLetGo() {
        rung.faults().add(Fault.hang().onResource("deployments").onVerb("patch"));
        var reply = client.later("PATCH", web, MERGE, TWO);
        awaitThat(() -> rung.faults().held() == 1);
        assertThat(client.get(web).number("spec", "replicas")).isEqualTo(1);

        rung.faults().clear();

        assertThat(reply.join().code()).isEqualTo(200);
        assertThat(client.get(web).number("spec", "replicas")).isEqualTo(2);
    }

    @Test
    void doesNotApplyAHeldRequestWhoseClientWent() {
        rung.faults().add(Fault.hang().onVerb("PATCH"));
        try (var impatient = new TestClient(rung.baseUrl())) {
            var _ = impatient.later("PATCH", web, MERGE, TWO);
            awaitThat(() -> rung.faults().held() == 1);
        }
        awaitThat(() -> rung.journal().entries().size() == 1);
        rung.faults().clear();

        assertThat(rung.journal().entries().getFirst().applied()).isFalse();
        assertThat(client.get(web).number("spec", "replicas")).isEqualTo(1);
    }

    @Test
    void appliesAndNeverAnswers() {
        rung.faults().add(Fault.hangAfter().onVerb("patch").times(1));
        var reply = client.later("PATCH", web, MERGE, TWO);
        awaitThat(() -> rung.faults().held() == 1);

        assertThat(client.get(web).number("spec", "replicas")).isEqualTo(2);
        assertThat(rung.journal().entries())
                .extracting(Entry::code, Entry::applied)
                .containsExactly(tuple(0, true));
        rung.faults().clear();
        assertThatThrownBy(reply::join).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void cutsWatches() {
        var watch = client.watch(deployments + "?watch=true");
        watch.next();

        assertThat(rung.faults().cutWatches(Fault.refuse().onResource("pods"))).isZero();
        assertThat(rung.faults().cutWatches()).isEqualTo(1);
        assertThatThrownBy(watch::next).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void deniesInAReviewWhatAFaultForbids() {
        var review =
                """
                {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",
                 "spec":{"resourceAttributes":{"verb":"list","resource":"namespaces"}}}
                """;
        var reviews = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
        rung.faults().add(Fault.reject(403, "no").onVerb("list").onResource("namespaces"));

        var denied = client.post(reviews, review);
        rung.faults().clear();
        var allowed = client.post(reviews, review);

        assertThat(Trees.isTrue(denied.body(), "status", "allowed")).isFalse();
        assertThat(Trees.isTrue(allowed.body(), "status", "allowed")).isTrue();
    }
}
