// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

import io.pushwire.listener.export.Column.Kind;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The columns of CSV and Parquet, the same for every topic: what a record does not have is empty.
/// `headers`, `data` and `raw` hold all of it once more, exactly, so no record loses anything by
/// having no column for it. New columns come at the end.
final class Columns {

    static final List<Column> ALL =
            List.of(
                    new Column("topic", Kind.TEXT, row -> row.place().topic()),
                    new Column("partition", Kind.INT, row -> row.place().partition()),
                    new Column("offset", Kind.LONG, row -> row.place().offset()),
                    new Column("timestamp", Kind.TIME, row -> row.place().time()),
                    new Column("key", Kind.TEXT, Columns::key),
                    header("id"),
                    header("type"),
                    header("source"),
                    header("time"),
                    text("registry", "/registry"),
                    text("repository", "/repository"),
                    text("tag", "/tag"),
                    text("digest", "/digest"),
                    text("media_type", "/mediaType"),
                    text("occurred_at", "/occurredAt"),
                    text("received_at", "/receivedAt"),
                    text("settled_at", "/settledAt"),
                    flag("baseline", "/baseline"),
                    number("as_of", "/asOf"),
                    text("origin_source", "/origin/source"),
                    text("origin_dialect", "/origin/dialect"),
                    text("origin_event_id", "/origin/senderEventId"),
                    text("origin_actor", "/origin/actor"),
                    text("origin_instance", "/origin/instance"),
                    text("cluster", "/cluster"),
                    text("kind", "/kind"),
                    text("detail", "/detail"),
                    text("event_id", "/event/id"),
                    text("event_log", "/event/log"),
                    number("event_partition", "/event/partition"),
                    number("event_offset", "/event/offset"),
                    number("event_as_of", "/event/asOf"),
                    text("event_image", "/event/image"),
                    text("event_digest", "/event/digest"),
                    text("workload_kind", "/workload/kind"),
                    text("workload_namespace", "/workload/namespace"),
                    text("workload_name", "/workload/name"),
                    text("decided_at", "/decidedAt"),
                    text("written_at", "/writtenAt"),
                    new Column("headers", Kind.JSON, Columns::headers),
                    new Column("data", Kind.JSON, Columns::data),
                    new Column("raw", Kind.JSON, Columns::raw));

    private Columns() {}

    private static @Nullable Object key(Row row) {
        return row.content() instanceof Row.Plain plain ? plain.key().orElse(null) : null;
    }

    private static @Nullable Object headers(Row row) {
        return row.content() instanceof Row.Plain plain
                ? RowJson.text(json -> RowJson.headers(json, plain.headers()))
                : null;
    }

    private static @Nullable Object data(Row row) {
        return row.content() instanceof Row.Plain plain
                ? plain.data().map(Row.Data::json).orElse(null)
                : null;
    }

    private static @Nullable Object raw(Row row) {
        return row.content() instanceof Row.Raw raw
                ? RowJson.text(json -> RowJson.raw(json, raw))
                : null;
    }

    /// An attribute of the CloudEvent.
    private static Column header(String attribute) {
        return new Column(
                attribute,
                Kind.TEXT,
                row ->
                        row.content() instanceof Row.Plain plain
                                ? plain.headers().get("ce_" + attribute)
                                : null);
    }

    private static Column text(String name, String pointer) {
        return field(name, Kind.TEXT, pointer, node -> node.isTextual() ? node.textValue() : null);
    }

    private static Column flag(String name, String pointer) {
        return field(
                name, Kind.FLAG, pointer, node -> node.isBoolean() ? node.booleanValue() : null);
    }

    private static Column number(String name, String pointer) {
        return field(
                name,
                Kind.LONG,
                pointer,
                node ->
                        node.isIntegralNumber() && node.canConvertToLong()
                                ? node.longValue()
                                : null);
    }

    private static Column field(
            String name, Kind kind, String pointer, Function<JsonNode, @Nullable Object> value) {
        JsonPointer at = JsonPointer.compile(pointer);
        return new Column(
                name, kind, row -> tree(row).map(tree -> value.apply(tree.at(at))).orElse(null));
    }

    private static Optional<JsonNode> tree(Row row) {
        return row.content() instanceof Row.Plain plain
                ? plain.data().map(Row.Data::tree)
                : Optional.empty();
    }
}
