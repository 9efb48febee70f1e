// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.http.Answer;
import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.StoredObject;

import jakarta.json.JsonObject;

import java.util.function.UnaryOperator;

/// Carries out what a request asks of its target, watches aside.
final class Verbs {
    private final Cluster cluster;
    private final Reads reads;
    private final Writes writes;
    private final Deletes deletes;
    private final Evictions evictions;

    Verbs(Cluster cluster) {
        this.cluster = cluster;
        this.reads = new Reads(cluster);
        this.writes = new Writes(cluster);
        this.deletes = new Deletes(cluster);
        this.evictions = new Evictions(cluster, deletes);
    }

    Answer answer(Target target, Request request) {
        return switch (target.subresource()) {
            case "" -> target.isCollection() ? all(target, request) : one(target, request);
            case "status" -> status(target, request);
            case "scale" -> scale(target, request);
            case "eviction" -> evict(target, request);
            default -> throw notAllowed(request);
        };
    }

    private Answer all(Target target, Request request) {
        if (request.method().equals("GET")) {
            return reads.list(target, request);
        }
        if (target.type().namespaced() && target.namespace().isEmpty()) {
            throw notAllowed(request);
        }
        return switch (request.method()) {
            case "POST" -> create(target, request);
            case "DELETE" -> deleteAll(target, request);
            default -> throw notAllowed(request);
        };
    }

    private Answer create(Target target, Request request) {
        var made = writes.create(target, Bodies.object(request), Writer.of(request), false);
        return Answer.json(201, made);
    }

    private Answer deleteAll(Target target, Request request) {
        var selection = Selection.of(target, request);
        var options = Bodies.options(request);
        var dryRun = Writer.of(request).dryRun();
        cluster.store().list(EventForms.storage(target.type()), target.namespace()).items().stream()
                .filter(selection)
                .forEach(object ->
                        deletes.delete(
                                new Target(
                                        target.type(),
                                        object.key().namespace(),
                                        object.key().name(),
                                        ""),
                                options,
                                dryRun));
        return Answer.json(200, Statuses.success(target.type(), "", ""));
    }

    private Answer one(Target target, Request request) {
        return switch (request.method()) {
            case "GET" -> reads.get(target, request);
            case "PUT", "PATCH" -> update(target, request, change(target, request));
            case "DELETE" -> delete(target, request);
            default -> throw notAllowed(request);
        };
    }

    private Answer delete(Target target, Request request) {
        var options = Bodies.options(request);
        var dryRun = Writer.of(request).dryRun() || !Trees.listAt(options, "dryRun").isEmpty();
        return deleted(target, deletes.delete(target, options, dryRun));
    }

    /// Pods answer with themselves, other kinds with a Status, unless they wait for finalizers.
    private static Answer deleted(Target target, StoredObject object) {
        var waits = Trees.at(object.tree(), "metadata", "deletionTimestamp").isPresent();
        return waits || target.type().plural().equals("pods")
                ? Answer.json(200, object.tree())
                : Answer.json(200, Statuses.success(target.type(), target.name(), object.uid()));
    }

    private Answer status(Target target, Request request) {
        return switch (request.method()) {
            case "GET" -> reads.get(target, request);
            case "PUT", "PATCH" -> update(target, request, change(target, request));
            default -> throw notAllowed(request);
        };
    }

    private Answer scale(Target target, Request request) {
        if (request.method().equals("GET")) {
            return Answer.json(200, Scale.of(reads.find(target).tree()));
        }
        var change =
                switch (request.method()) {
                    case "PUT" -> replacement(Bodies.object(request));
                    case "PATCH" -> Patches.parse(request.contentType(), request.body().text());
                    default -> throw notAllowed(request);
                };
        var scaled = writes.update(target, Scale.change(target, change), Writer.of(request));
        return Answer.json(200, Scale.of(scaled));
    }

    private Answer evict(Target target, Request request) {
        if (!request.method().equals("POST")) {
            throw notAllowed(request);
        }
        var dryRun = Writer.of(request).dryRun();
        evictions.evict(target, Bodies.object(request), dryRun);
        return Answer.json(201, Statuses.created());
    }

    private Answer update(Target target, Request request, UnaryOperator<JsonObject> change) {
        return Answer.json(200, writes.update(target, change, Writer.of(request)));
    }

    private static UnaryOperator<JsonObject> change(Target target, Request request) {
        return request.method().equals("PATCH")
                ? Patches.parse(request.contentType(), request.body().text())
                : replacement(Writes.checked(target, Bodies.object(request)));
    }

    private static UnaryOperator<JsonObject> replacement(JsonObject body) {
        return _ -> body;
    }

    private static Refusal notAllowed(Request request) {
        return Refusal.of(
                405,
                "The server does not allow %s on %s.".formatted(request.method(), request.path()));
    }
}
