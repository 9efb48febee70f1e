// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonReader;
import com.sun.net.httpserver.HttpServer;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Workload;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// Against a server that answers as admission makes it answer; the sandbox has none.
class AdmissionTest {

    private static final KindDefinition DEPLOYMENT = KindDefinition.builtIn(Set.of()).getFirst();
    private static final Digest ASKED = new Digest("sha256:" + "a".repeat(64));
    private static final Digest PUT = new Digest("sha256:" + "b".repeat(64));

    private final List<String> patches = new CopyOnWriteArrayList<>();
    private HttpServer http;
    private Admission admission;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext(
                "/",
                exchange -> {
                    patches.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    byte[] answer = object("web:1@" + PUT).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        http.start();
        ApiClient client =
                new ClientBuilder()
                        .setBasePath("http://127.0.0.1:" + http.getAddress().getPort())
                        .build();
        admission = new Admission(new ApiServer(client, client));
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    @Test
    void remembersADigestThatWasNotAskedFor() throws Exception {
        Workload answered = read("web:1@" + PUT);

        admission.remember(DEPLOYMENT, decision(answered, "web:1"), answered);

        assertThat(patches).hasSize(1);
        assertThat(patches.getFirst())
                .contains("\\\"digest\\\":\\\"" + ASKED)
                .contains("\\\"admitted\\\":\\\"" + PUT);
    }

    @Test
    void writesNothingMoreWhereTheAnswerIsWhatWasAsked() throws Exception {
        Workload answered = read("web:1@" + ASKED);

        assertThat(admission.remember(DEPLOYMENT, decision(answered, "web:1@" + ASKED), answered))
                .isSameAs(answered);
        assertThat(patches).isEmpty();
    }

    private static Decision.Write decision(Workload workload, String to) {
        var change = new Decision.ImageChange(workload.containers().getFirst(), to);
        var pin = new Pins.Pin("web:1", ASKED, new Position("log", 0, 1));
        return new Decision.SetImages(List.of(change), new Pins.Known(Map.of("app", pin)), "");
    }

    private static Workload read(String image) throws IOException {
        return WorkloadReader.read(DEPLOYMENT, new JsonReader(new StringReader(object(image))));
    }

    private static String object(String image) {
        return """
        {"metadata":{"name":"web","namespace":"prod","resourceVersion":"7","annotations":{"pushwire.io/pinned":"{}"}},
         "spec":{"template":{"spec":{"containers":[{"name":"app","image":"%s"}]}}}}
        """
                .formatted(image);
    }
}
