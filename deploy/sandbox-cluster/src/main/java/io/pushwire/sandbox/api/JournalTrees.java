// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.journal.Entry;
import io.pushwire.sandbox.journal.Journal;
import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

/// The journal as JSON.
final class JournalTrees {
    private JournalTrees() {}

    /// @param since only entries with a greater number
    static JsonObject of(Journal journal, long since) {
        var entries = Trees.list();
        journal.entries(entry -> entry.number() > since).forEach(entry -> entries.add(of(entry)));
        return Trees.builder().add("dropped", journal.dropped()).add("entries", entries).build();
    }

    private static JsonObject of(Entry entry) {
        return Trees.builder()
                .add("number", entry.number())
                .add("received", entry.received().toString())
                .add("time", entry.time().toString())
                .add("method", entry.method())
                .add("verb", entry.verb())
                .add("apiVersion", entry.apiVersion())
                .add("resource", entry.resource())
                .add("namespace", entry.namespace())
                .add("name", entry.name())
                .add("fieldManager", entry.fieldManager())
                .add("userAgent", entry.userAgent())
                .add("contentType", entry.contentType())
                .add("code", entry.code())
                .add("applied", entry.applied())
                .add("dryRun", entry.dryRun())
                .add("body", entry.body())
                .build();
    }
}
