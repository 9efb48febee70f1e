// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import java.util.Set;

/// What can be asked, and with which parameters; `openapi.yaml` says the same to people.
enum Route {
    EVENTS(Route.OF_EVENTS, "image digest actor source from to limit order cursor"),
    OUTCOMES(Route.OF_OUTCOMES, "image digest cluster workload kind from to limit order cursor"),
    TIMELINE(Route.OF_TIMELINE, "image from to limit order cursor"),
    ROLLED(Route.OF_ROLLED, "at image limit cursor"),
    DIGESTS(Route.OF_DIGESTS, "repository limit cursor"),
    USERS(Route.OF_USERS, "limit cursor"),
    DEAD_LETTERS(Route.OF_DEAD_LETTERS, "source from to limit order cursor"),
    STREAM(Route.OF_STREAM, "image digest actor source cluster workload kind");

    /// Where all of them begin.
    static final String BASE = "/api/v1";

    static final String OF_EVENTS = "/events";
    static final String OF_OUTCOMES = "/outcomes";
    static final String OF_TIMELINE = "/timeline";
    static final String OF_ROLLED = "/clusters/{cluster}/rolled";
    static final String OF_DIGESTS = "/digests";
    static final String OF_USERS = "/digests/{digest}/users";
    static final String OF_DEAD_LETTERS = "/dead-letters";
    static final String OF_STREAM = "/stream";

    private final String path;
    private final String parameters;

    Route(String path, String parameters) {
        this.path = BASE + path;
        this.parameters = parameters;
    }

    /// With its variables unresolved.
    String path() {
        return path;
    }

    /// Those of the query.
    Set<String> parameters() {
        return Set.of(parameters.split(" ", -1));
    }
}
