// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

/// The names of the index's fields. A change of what they hold is another [IndexFolder#FORMAT].
final class Names {

    /// What a document is: [#EVENT_DOC], [#OUTCOME_DOC] and the like.
    static final String DOC = "doc";

    static final String EVENT_DOC = "event";
    static final String OUTCOME_DOC = "outcome";

    static final String LETTER_DOC = "letter";

    /// One container of one workload that follows a tag, by an inventory.
    static final String USE_DOC = "use";

    /// What is known of a tag.
    static final String TAG_DOC = "tag";

    static final String TOPIC = "topic";

    /// Topic and partition.
    static final String LOG = "log";

    static final String PARTITION = "partition";
    static final String OFFSET = "offset";

    /// Of the record, in milliseconds since 1970.
    static final String TIME = "time";

    /// Of a compacted topic: topic and key.
    static final String KEY = "key";

    /// Canonical tag, under its registry's own name.
    static final String IMAGE = "image";

    /// Host and repository.
    static final String REPOSITORY = "repository";

    static final String DIGEST = "digest";
    static final String ACTOR = "actor";
    static final String SOURCE = "source";
    static final String CLUSTER = "cluster";

    /// `Kind/namespace/name`.
    static final String WORKLOAD = "workload";

    static final String KIND = "kind";

    /// The id of the event that an outcome is of.
    static final String EVENT = "event";

    /// Digests that pods really ran.
    static final String RUNNING = "running";

    /// What an outcome saw running, as bytes: a line with container and digest for each.
    static final String RAN = "ran";

    /// [Slot]s that an outcome wrote, or saw running.
    static final String SLOT = "slot";

    /// Every spelling of a tag.
    static final String SPELLING = "spelling";

    /// A [Use], as bytes.
    static final String USED = "used";

    /// The digest that a tag points at, as bytes.
    static final String POINTS_AT = "points-at";

    /// Stored only.
    static final String ID = "id";

    static final String TYPE = "type";
    static final String DATA = "data";
    static final String UNREADABLE = "unreadable";

    private Names() {}
}
