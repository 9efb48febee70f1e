// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

import io.pushwire.bench.cluster.KubeClient;
import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.record.RecordResults.Exported;
import io.pushwire.bench.record.RecordResults.Held;
import io.pushwire.bench.record.RecordResults.Index;
import io.pushwire.bench.record.RecordResults.Replayed;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// One thing after the other. What fails is told, and the others are measured all the same.
final class RecordMeasurement {

    private static final List<String> FORMS = List.of("jsonl", "csv", "parquet");

    private static final Duration TRAINING = Duration.ofHours(1);
    // As informers ask.
    private static final String DEPLOYMENTS = "/apis/apps/v1/deployments?resourceVersion=0";

    private final Year year;
    private final Place place;
    private final Filling filling;
    private final Consumer<String> progress;
    private final RecordResults results;

    /// @param kubeconfig of the cluster that replays look at
    record Place(Artifacts artifacts, Path kubeconfig, String bootstrapServers, Path directory) {}

    RecordMeasurement(Year year, Place place, Filling filling, Consumer<String> progress) {
        this.year = year;
        this.place = place;
        this.filling = filling;
        this.progress = progress;
        this.results = new RecordResults(year.plan());
    }

    RecordResults run() throws InterruptedException, IOException {
        progress.accept("writing %d events".formatted(year.plan().events()));
        var topics = new RecordTopics(place.bootstrapServers());
        Filling.Filled filled = filling.run();
        results.filled(filled);
        topics.settledTo(filled.next());
        attempt("the index", this::index);
        attempt("replay", this::replays);
        for (String form : year.plan().exports() ? FORMS : List.<String>of()) {
            attempt("export as " + form, () -> export(form));
        }
        return results;
    }

    /// Something that may fail.
    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private void attempt(String what, Step step) throws InterruptedException {
        progress.accept("measuring " + what);
        try {
            step.run();
        } catch (IOException failed) {
            results.failed(what + ": " + failed.getMessage());
        }
    }

    private void index() throws IOException, InterruptedException {
        try (RecordListener listener =
                        RecordListener.start(
                                place.artifacts(), place.bootstrapServers(), place.directory());
                var questions = new Questions(listener.process().port())) {
            results.indexed(new Index(listener.built(), listener.bytes()));
            long built = listener.memory().anonymous();
            String window = "&from=" + Year.START + "&to=" + Year.END;
            ask(questions, "one image's year: /timeline", image("/api/v1/timeline", window));
            ask(
                    questions,
                    "one image's year: /events",
                    image("/api/v1/events", window + "&limit=1000"));
            ask(
                    questions,
                    "one image's year: /outcomes",
                    image("/api/v1/outcomes", window + "&limit=1000"));
            ask(questions, "who runs a digest", this::users);
            ask(questions, "the digests in use", _ -> "/api/v1/digests");
            results.held(
                    new Held(
                            built,
                            listener.memory().anonymous(),
                            listener.memory().heap().total()));
        }
    }

    private IntFunction<String> image(String path, String more) {
        return which -> path + "?image=" + Questions.encoded("" + year.image(which)) + more;
    }

    private String users(int which) {
        int number = filling.newest(which).orElse(0);
        return "/api/v1/digests/" + Questions.encoded("" + Year.digest(number)) + "/users";
    }

    /// Images all over the year's, the one that many share first.
    private void ask(Questions questions, String title, IntFunction<String> path)
            throws IOException, InterruptedException {
        int number = year.plan().questions();
        List<String> paths =
                IntStream.range(0, number)
                        .map(i -> (int) ((long) i * year.images() / number))
                        .mapToObj(path)
                        .toList();
        results.asked(title, questions.all(paths));
    }

    private void replays() throws IOException, InterruptedException {
        String from = "--from=" + Year.middle();
        // One that is pushed often.
        String image = "--image=" + year.image(year.images() / 20);
        syncer(List.of("replay", from, "--to=" + Year.middle().plus(TRAINING))).train();
        var api = new KubeClient(place.kubeconfig());
        var help = new ArrayList<Double>();
        var list = new ArrayList<Double>();
        var all = new ArrayList<Double>();
        var one = new ArrayList<Double>();
        for (int i = 0; i < year.plan().replays(); i++) {
            help.add(syncer(List.of("replay", "--help")).toTheEnd().whole().toNanos() / 1e9);
            list.add(list(api));
            all.add(firstRow(List.of("replay", from)));
            one.add(firstRow(List.of("replay", from, image)));
        }
        results.replayed(new Replayed(help, list, all, one));
    }

    /// What a replay lists, asked for by a client that is warm, and not looked into.
    private static double list(KubeClient api) throws IOException {
        long begun = System.nanoTime();
        KubeClient.Answer answer = api.send("GET", DEPLOYMENTS, "");
        if (!answer.isGood()) {
            throw new IOException("the API server answered %d to a list".formatted(answer.code()));
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private double firstRow(List<String> arguments) throws IOException, InterruptedException {
        TimedCommand.Ran ran = syncer(arguments).toTheFirstRow();
        if (ran.lines() < 2) {
            throw new IOException("it printed no row: " + String.join(" ", arguments));
        }
        return ran.firstRow().toNanos() / 1e9;
    }

    private TimedCommand syncer(List<String> arguments) {
        return command(
                "cluster-syncer",
                arguments,
                Map.of(
                        "pushwire.kafka.bootstrap-servers", place.bootstrapServers(),
                        "pushwire.cluster", Year.CLUSTER,
                        "pushwire.kubernetes.kubeconfig", place.kubeconfig().toString()));
    }

    private void export(String form) throws IOException, InterruptedException {
        Path out = place.directory().resolve("export-" + form);
        TimedCommand.Ran ran =
                command(
                                "registry-listener",
                                List.of("events", "export", "--format=" + form, "--out=" + out),
                                Map.of(
                                        "pushwire.kafka.bootstrap-servers",
                                        place.bootstrapServers()))
                        .toTheEnd();
        results.exported(new Exported(form, ran.whole(), Sizes.of(out)));
        Sizes.delete(out);
    }

    private TimedCommand command(
            String program, List<String> arguments, Map<String, String> properties) {
        var whole = new ArrayList<>(List.of(program));
        whole.addAll(arguments);
        return new TimedCommand(
                place.artifacts(), whole, properties, place.directory().resolve("commands.log"));
    }
}
