// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.http.Request;

/// Who writes, and whether in earnest.
///
/// @param manager what `managedFields` will say
/// @param dryRun compute the answer, store nothing
record Writer(String manager, boolean dryRun) {
    static Writer of(Request request) {
        var named = request.query("fieldManager");
        return new Writer(
                named.isEmpty() ? fromUserAgent(request.header("user-agent")) : named,
                isDryRun(request.query("dryRun")));
    }

    /// What the real server takes for a manager where none is named: the agent up to its version.
    private static String fromUserAgent(String agent) {
        var slash = agent.indexOf('/');
        var name = slash < 0 ? agent : agent.substring(0, slash);
        return name.isBlank() ? "unknown" : name;
    }

    private static boolean isDryRun(String value) {
        return switch (value) {
            case "" -> false;
            case "All" -> true;
            default ->
                    throw Refusal.of(
                            422,
                            "dryRun: Unsupported value: \"%s\": supported values: \"All\""
                                    .formatted(value));
        };
    }
}
