// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.control.RecheckRequest;
import io.pushwire.image.ImageTag;
import io.pushwire.syncer.request.Callers.Caller;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Who may ask for what.
final class SyncRequestsTest {

    private static final String WEB = "registry.example.com/team/web:1";

    private final List<String> tokens = new ArrayList<>();
    private final List<RecheckRequest> taken = new ArrayList<>();
    private Caller caller = new Caller.Allowed("system:serviceaccount:ci:robot");
    private Optional<String> kafka = Optional.empty();

    @Test
    void asksForOneImage() throws InterruptedException {
        assertThat(handle("Bearer t0ken", List.of(WEB))).isInstanceOf(SyncAnswer.Accepted.class);

        assertThat(tokens).containsExactly("t0ken");
        assertThat(taken)
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.what())
                            .isEqualTo(new RecheckRequest.Image(ImageTag.parse(WEB).orElseThrow()));
                    assertThat(request.by()).isEqualTo("system:serviceaccount:ci:robot");
                });
    }

    @Test
    void asksForTheWholeClusterWhereNoImageIsNamed() throws InterruptedException {
        handle("bearer t0ken", List.of());

        assertThat(taken)
                .extracting(RecheckRequest::what)
                .containsExactly(new RecheckRequest.WholeCluster("prod"));
    }

    @Test
    void asksNobodyWithoutAToken() throws InterruptedException {
        for (String header : new String[] {"", "Bearer ", "Basic dXNlcjpwYXNz"}) {
            assertThat(handle(header, List.of(WEB))).isInstanceOf(SyncAnswer.Unauthorized.class);
        }
        assertThat(requests().handle(Optional.empty(), List::of))
                .isInstanceOf(SyncAnswer.Unauthorized.class);

        assertThat(tokens).isEmpty();
        assertThat(taken).isEmpty();
    }

    @Test
    void readsNoBodyOfWhoMayNotAsk() throws InterruptedException {
        for (Caller refused :
                List.of(
                        new Caller.Forbidden("may not"),
                        new Caller.Unknown("who?"),
                        new Caller.Unanswered("away"))) {
            caller = refused;

            SyncAnswer answer =
                    requests()
                            .handle(
                                    Optional.of("Bearer t0ken"),
                                    () -> {
                                        throw new AssertionError("it was read");
                                    });

            assertThat(answer)
                    .isEqualTo(
                            switch (refused) {
                                case Caller.Forbidden(String reason) ->
                                        new SyncAnswer.Forbidden(reason);
                                case Caller.Unknown(String reason) ->
                                        new SyncAnswer.Unauthorized(reason);
                                case Caller.Unanswered(String reason) ->
                                        new SyncAnswer.Unavailable(reason);
                                case Caller.Allowed _ -> throw new AssertionError("allowed");
                            });
        }
    }

    @Test
    void asksForNothingIfOneImageIsNone() throws InterruptedException {
        assertThat(handle("Bearer t0ken", List.of(WEB, "team/web@sha256:123")))
                .isEqualTo(
                        new SyncAnswer.Refused("\"team/web@sha256:123\" is no image with a tag"));
        assertThat(handle("Bearer t0ken", Collections.nCopies(101, WEB)))
                .isInstanceOf(SyncAnswer.Refused.class);

        assertThat(taken).isEmpty();
    }

    @Test
    void saysThatKafkaIsAway() throws InterruptedException {
        kafka = Optional.of("Kafka is away");

        assertThat(handle("Bearer t0ken", List.of(WEB)))
                .isEqualTo(new SyncAnswer.Unavailable("Kafka is away"));
    }

    private SyncAnswer handle(String authorization, List<String> images)
            throws InterruptedException {
        return requests().handle(Optional.of(authorization), () -> images);
    }

    private SyncRequests requests() {
        return new SyncRequests(
                "prod",
                token -> {
                    tokens.add(token);
                    return caller;
                },
                request -> {
                    if (kafka.isEmpty()) {
                        taken.add(request);
                    }
                    return kafka;
                },
                InstantSource.system());
    }
}
