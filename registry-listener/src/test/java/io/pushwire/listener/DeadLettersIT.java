// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.pushwire.event.ImageEvent;
import io.pushwire.listener.command.Commands;
import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.Ports;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.ImageEventCodec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The commands about dead letters, on letters that a real listener wrote.
@TestInstance(Lifecycle.PER_CLASS)
final class DeadLettersIT {

    private static final List<String> SOURCES =
            List.of("dl-listed", "dl-filtered", "dl-limited", "dl-cut", "dl-gone", "dl-all");
    private static final String UNREADABLE = "{\"events\":[{\"action";

    @TempDir private Path directory;
    private TestListener listener;
    private Log log;

    @BeforeAll
    void start() {
        var sources = new HashMap<String, Object>();
        SOURCES.forEach(name ->
                sources.putAll(
                        TestListener.anonymous(name, Map.of("repositories", List.of("team/*")))));
        listener = TestListener.start(EmbeddedKafka.bootstrapServers(), sources);
        log = new Log(EmbeddedKafka.bootstrapServers());
        listener.awaitReadiness();
    }

    @AfterAll
    void stop() {
        if (log != null) {
            log.close();
        }
        if (listener != null) {
            listener.close();
        }
    }

    /// What a command printed.
    private record Ran(int code, String out, String err) {

        JsonNode json() {
            return Log.json(out);
        }
    }

    @Test
    void listsWhatCouldNotBeReadNewestLastWhateverTheSourcesAreSetTo() {
        post("dl-listed", UNREADABLE);
        post("dl-listed", "{}");
        Map<String, Object> wrong = Map.of("pushwire.sources.dl-listed.dialect", "klingon");

        var text = run(wrong, "dead-letters", "list", "--source=dl-listed", "--utc");
        var json = run(wrong, "dead-letters", "list", "--source=dl-listed", "-ojson").json();

        assertThat(text.code()).isZero();
        assertThat(text.out().lines()).hasSize(4).last().isEqualTo("2 dead letters");
        assertThat(text.out().lines().toList().get(1))
                .matches(
                        "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d +0@\\d+ +dl-listed"
                                + " +distribution +19 B +whole +.*not JSON.*");
        assertThat(json).hasSize(2);
        assertThat(Instant.parse(json.at("/0/time").asText()))
                .isBeforeOrEqualTo(Instant.parse(json.at("/1/time").asText()));
        assertThat(json.at("/0/size").asInt()).isEqualTo(19);
    }

    @Test
    void filtersBySourceReasonAndTime() {
        post("dl-filtered", UNREADABLE);
        Instant between = Instant.now().plusMillis(1);
        Eventually.eventually(() -> assertThat(Instant.now()).isAfter(between));
        post("dl-filtered", Envelopes.of(Envelopes.push("other/web", "1")));

        assertThat(rows("dl-filtered")).hasSize(2);
        assertThat(rows("dl-filtered", "--reason=DOES NOT ALLOW")).hasSize(1);
        assertThat(rows("dl-filtered", "--from=" + between).at("/0/reason").asText())
                .contains("does not allow other/web");
        assertThat(rows("dl-filtered", "--to=" + between).at("/0/reason").asText())
                .contains("not JSON");
        var none = run(Map.of(), "dead-letters", "list", "--source=dl-nobody");
        assertThat(none.out()).isEqualToIgnoringNewLines("no dead letter matches");
        assertThat(none.code()).isZero();
    }

    @Test
    void whatIsAllowedNowGoesThroughAndWhatIsNotStays() {
        post("dl-limited", Envelopes.of(Envelopes.push("other/web", "1")));
        String place = rows("dl-limited").at("/0/position").asText();

        var refused = run(configured("dl-limited", "team/*"), "dead-letters", "send", place);
        var sent = run(configured("dl-limited", "other/*"), "dead-letters", "send", place);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out())
                .contains(place + " ", " refused ", "repository-not-allowed: ")
                .endsWith("0 dead letters sent, 1 not" + System.lineSeparator());
        assertThat(sent.code()).as(sent.err()).isZero();
        assertThat(sent.out())
                .contains(" accepted ", "registry.example/other/web:1 announced ")
                .endsWith("1 dead letter sent, 0 not" + System.lineSeparator());
        assertThat(rows("dl-limited")).as("no letter about a letter").hasSize(1);
        assertThat(announced(sent.out()).claimed().orElseThrow().value())
                .isEqualTo(Envelopes.DIGEST);
    }

    @Test
    void aCutOneCannotBeSentAndTheOthersGoOn() {
        post("dl-cut", Envelopes.of("7", Envelopes.push("team/cut", "1")) + " ".repeat(300_000));
        post("dl-cut", Envelopes.of("7", Envelopes.push("team/web", "1")));
        JsonNode rows = rows("dl-cut");

        var sent =
                run(
                        configured("dl-cut", "**"),
                        "dead-letters",
                        "send",
                        rows.at("/0/position").asText(),
                        rows.at("/1/id").asText(),
                        "0@123456789",
                        "no-such-id");

        assertThat(rows.at("/0/whole").asBoolean()).isFalse();
        assertThat(sent.code()).isEqualTo(1);
        assertThat(sent.out())
                .contains(" cut ", "registry.example/team/web:1 announced")
                .contains("refused      unreadable: event 1 is not an object")
                .contains("0@123456789  not found", "no-such-id  not found")
                .endsWith("0 dead letters sent, 4 not" + System.lineSeparator());
    }

    @Test
    void sendsAllOfOneSource() {
        post("dl-all", Envelopes.of(Envelopes.push("other/a", "1")));
        post("dl-all", Envelopes.of(Envelopes.push("other/b", "1")));

        var sent =
                run(
                        configured("dl-all", "**"),
                        "dead-letters",
                        "send",
                        "--all",
                        "--source=dl-all",
                        "--yes");

        assertThat(sent.code()).as(sent.err()).isZero();
        assertThat(sent.out())
                .contains("other/a:1 announced", "other/b:1 announced", "2 dead letters sent");
    }

    @Test
    void aSourceThatIsGoneIsNamed() {
        post("dl-gone", UNREADABLE);

        var sent =
                run(Map.of(), "dead-letters", "send", rows("dl-gone").at("/0/position").asText());

        assertThat(sent.code()).isEqualTo(1);
        assertThat(sent.out()).contains("pushwire.sources.dl-gone is not configured");
    }

    @Test
    void refusesToSendWithAConfigurationThatTheServiceWouldRefuse() {
        var sent =
                run(
                        Map.of("pushwire.sources.dl-gone.dialect", "klingon"),
                        "dead-letters",
                        "send",
                        "0@0");

        assertThat(sent.code()).isEqualTo(1);
        assertThat(sent.err()).contains("pushwire.sources.dl-gone.dialect \"klingon\" is unknown");
    }

    @Test
    void showsEverythingThatIsKeptAndNothingSecret() {
        listener.send(
                listener.request("team")
                        .header("Cookie", "s3cr3t-cookie")
                        .POST(BodyPublishers.ofString("{\"dl-shown\":")));
        JsonNode newest = rows("team");
        String place = newest.get(newest.size() - 1).get("position").asText();

        var text = run(Map.of(), "dead-letters", "show", place);
        var json = run(Map.of(), "dead-letters", "show", place, "-o", "json");

        assertThat(text.code()).isZero();
        assertThat(text.out()).contains("body      whole", "{\"dl-shown\":", "header    ");
        assertThat(json.json().get("body").asText()).isEqualTo("{\"dl-shown\":");
        assertThat(text.out() + json.out() + newest).doesNotContain("s3cr3t");
        assertThat(run(Map.of(), "dead-letters", "show", "0@123456789").err())
                .contains("there is no dead letter 0@123456789");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dead-letters                                | Missing required subcommand
                    letters                                     | Unmatched argument
                    dead-letters send                           | say which: either ids, or --all
                    dead-letters send 0@1 --all --source=a      | say which: either ids, or --all
                    dead-letters send --all                     | --all needs --source NAME
                    dead-letters send --all --source=a          | add --yes
                    dead-letters send 0@1 --reason=a            | go with --all
                    dead-letters list --from=yesterday          | 'yesterday' is no time
                    dead-letters list -o xml                    | Invalid value for option '--output'
                    dead-letters show                           | Missing required parameter
                    """)
    void refusesWhatCannotBeMeant(String arguments, String sentence) {
        var ran = run(Map.of(), arguments.split(" +", -1));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(sentence).endsWith("--help lists the flags.\n");
    }

    @Test
    void saysThatKafkaIsAway() {
        var ran =
                run(
                        Map.of("pushwire.kafka.bootstrap-servers", "127.0.0.1:" + Ports.free()),
                        "dead-letters",
                        "list");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("Tried to read pushwire.dead-letters but ");
    }

    @Test
    void theServicesProgramRunsItFromTheServicesFile() throws IOException {
        post("dl-listed", UNREADABLE);
        Path file =
                Files.writeString(
                        directory.resolve("listener.yml"),
                        "pushwire: {kafka: {bootstrap-servers: \"%s\"}}%n"
                                .formatted(EmbeddedKafka.bootstrapServers()));
        try (var command =
                ChildProcess.java(
                        RegistryListener.class.getName(),
                        List.of("micronaut.config.files=" + file),
                        "dead-letters",
                        "list",
                        "--source=dl-listed",
                        "-o",
                        "json")) {
            Eventually.eventually(() -> assertThat(command.isAlive()).isFalse());

            assertThat(command.exitCode()).as(command.output()).isZero();
            assertThat(Log.json(command.output())).as("nothing but JSON").isNotEmpty();
        }
    }

    private static ImageEvent.Announced announced(String out) {
        String[] at =
                out.replaceAll("(?s).*announced (\\S+)/(\\d+)@(\\d+).*", "$1 $2 $3").split(" ", -1);
        JsonNode entry =
                Log.json(
                        "{\"topic\":\"%s\",\"partition\":%s,\"offset\":%s}"
                                .formatted((Object[]) at));
        try (var log = new Log(EmbeddedKafka.bootstrapServers())) {
            return (ImageEvent.Announced)
                    ((Decoded.Understood<ImageEvent>) ImageEventCodec.read(log.at(entry))).value();
        }
    }

    private void post(String source, String body) {
        assertThat(listener.post(source, body).statusCode()).isBetween(200, 202);
    }

    private JsonNode rows(String source, String... more) {
        var arguments = new ArrayList<>(List.of("dead-letters", "list", "-ojson"));
        arguments.add("--source=" + source);
        arguments.addAll(List.of(more));
        return run(Map.of(), arguments.toArray(String[]::new)).json();
    }

    private static Map<String, Object> configured(String source, String repositories) {
        return TestListener.anonymous(source, Map.of("repositories", List.of(repositories)));
    }

    private static Ran run(Map<String, Object> more, String... arguments) {
        var settings =
                new HashMap<String, Object>(
                        Map.of(
                                "pushwire.kafka.bootstrap-servers",
                                EmbeddedKafka.bootstrapServers()));
        settings.putAll(more);
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                Commands.execute(
                        new ListenerDesk(settings),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        arguments);
        return new Ran(code, out.toString(), err.toString());
    }
}
