// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

import io.pushwire.image.Digest;
import io.pushwire.outcome.Outcome.WorkloadRef;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a replay is written: a head, and a line for each entry.
public sealed interface ReplayForm {

    /// Empty for none.
    String head();

    String line(Entry entry);

    /// For people. Columns are wide enough for most; what is longer moves the rest to the right.
    ///
    /// @param zone of the times
    /// @param host of all images, which is left out; empty where they differ
    /// @param shadow whether two configurations are compared
    record Table(ZoneId zone, Optional<String> host, boolean shadow) implements ReplayForm {

        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

        @Override
        public String head() {
            return shadow
                    ? row("TIME", "IMAGE", "DIGEST", "BY", "NOW", " ", "WITH THE FILE")
                    : row("TIME", "IMAGE", "DIGEST", "BY", "THEN", "≠", "NOW");
        }

        @Override
        public String line(Entry entry) {
            PastEvent event = entry.event();
            String image =
                    host.map(it -> it + "/")
                            .filter(event.image()::startsWith)
                            .map(it -> event.image().substring(it.length()))
                            .orElse(event.image());
            String digest = event.digest().map(Digest::abbreviated).orElse(event.type());
            String by = event.actor().or(event::source).orElse("");
            return switch (entry) {
                case Row row ->
                        row(
                                time(event.at()),
                                image,
                                digest,
                                by,
                                Sentences.then(row.then()),
                                row.differs() ? "≠" : " ",
                                Sentences.now(row.now()));
                case Entry.Difference it ->
                        row(
                                time(event.at()),
                                image,
                                digest,
                                by,
                                Sentences.now(it.present()),
                                "≠",
                                Sentences.now(it.other()));
            };
        }

        private String time(Instant at) {
            return TIME.format(at.atZone(zone));
        }

        private static String row(
                String time,
                String image,
                String digest,
                String by,
                String one,
                String mark,
                String other) {
            return "%-19s  %-26s  %-19s  %-10s  %-42s %s %s"
                    .formatted(time, image, digest, by, one, mark, other)
                    .stripTrailing();
        }
    }

    /// For programs: a JSON object on each line. Fields are added, never renamed.
    record Json() implements ReplayForm {

        private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

        @Override
        public String head() {
            return "";
        }

        @Override
        public String line(Entry entry) {
            PastEvent event = entry.event();
            var json = new JsonObject();
            json.addProperty("time", event.at().toString());
            json.addProperty("partition", event.position().partition());
            json.addProperty("offset", event.position().offset());
            json.addProperty("type", event.type());
            json.addProperty("image", event.image());
            event.digest().ifPresent(digest -> json.addProperty("digest", digest.value()));
            event.source().ifPresent(source -> json.addProperty("source", source));
            event.actor().ifPresent(actor -> json.addProperty("actor", actor));
            entry.workload().ifPresent(workload -> json.add("workload", workload(workload)));
            switch (entry) {
                case Row row -> {
                    json.add("then", then(row.then()));
                    json.add("now", verdict(row.now()));
                    json.addProperty("differs", row.differs());
                }
                case Entry.Difference it -> {
                    json.add("now", verdict(it.present()));
                    json.add("other", verdict(it.other()));
                }
            }
            return JSON.toJson(json);
        }

        static JsonObject workload(WorkloadRef workload) {
            var json = new JsonObject();
            json.addProperty("kind", workload.kind());
            json.addProperty("namespace", workload.namespace());
            json.addProperty("name", workload.name());
            return json;
        }

        private static JsonObject then(Then then) {
            var json = new JsonObject();
            then.decided()
                    .ifPresent(kind -> {
                        json.addProperty("outcome", kind.name());
                        json.addProperty("detail", then.detail());
                    });
            then.rollout()
                    .ifPresent(kind -> {
                        json.addProperty("rollout", kind.name());
                        json.addProperty("rolloutDetail", then.rolloutDetail());
                    });
            then.toReady().ifPresent(time -> json.addProperty("readyAfterMs", time.toMillis()));
            return json;
        }

        static JsonObject verdict(Verdict verdict) {
            var json = new JsonObject();
            json.addProperty("outcome", verdict.kind().name());
            json.addProperty("detail", verdict.detail());
            json.addProperty("writes", verdict.writes());
            verdict.newer().ifPresent(digest -> json.addProperty("newer", digest.value()));
            return json;
        }
    }

    /// For spreadsheets: https://www.rfc-editor.org/rfc/rfc4180
    ///
    /// @param shadow whether two configurations are compared
    record Csv(boolean shadow) implements ReplayForm {

        @Override
        public String head() {
            String common = "time,partition,offset,type,image,digest,source,actor,workload,";
            return common
                    + (shadow
                            ? "now,now_detail,other,other_detail"
                            : "then,then_detail,rollout,ready_after_ms,now,now_detail,differs");
        }

        @Override
        public String line(Entry entry) {
            PastEvent event = entry.event();
            Stream<String> common =
                    Stream.of(
                            event.at().toString(),
                            String.valueOf(event.position().partition()),
                            String.valueOf(event.position().offset()),
                            event.type(),
                            event.image(),
                            event.digest().map(Digest::value).orElse(""),
                            event.source().orElse(""),
                            event.actor().orElse(""),
                            entry.workload().map(Object::toString).orElse(""));
            return Stream.concat(common, further(entry).stream())
                    .map(Csv::quoted)
                    .collect(Collectors.joining(","));
        }

        private static List<String> further(Entry entry) {
            return switch (entry) {
                case Row(_, _, Then then, Verdict now) ->
                        List.of(
                                then.decided().map(Enum::name).orElse(""),
                                then.detail(),
                                then.rollout().map(Enum::name).orElse(""),
                                then.toReady().map(it -> "" + it.toMillis()).orElse(""),
                                now.kind().name(),
                                now.detail(),
                                String.valueOf(((Row) entry).differs()));
                case Entry.Difference(_, _, Verdict present, Verdict other) ->
                        List.of(
                                present.kind().name(),
                                present.detail(),
                                other.kind().name(),
                                other.detail());
            };
        }

        private static String quoted(String cell) {
            return cell.matches("[^\",\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
        }
    }
}
