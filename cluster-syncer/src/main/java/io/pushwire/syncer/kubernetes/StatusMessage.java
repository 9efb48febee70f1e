// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import io.kubernetes.client.openapi.ApiException;

import okhttp3.Response;

import java.io.IOException;

/// What an API server says of a refusal, in its own words.
final class StatusMessage {

    private static final Gson JSON = new Gson();
    private static final int LONGEST = 1000;

    private StatusMessage() {}

    /// What was said when it was thrown: client-java adds three lines for developers.
    static String of(ApiException failed) {
        String text = String.valueOf(failed.getMessage());
        int end = text.indexOf("\nHTTP response code:");
        return (end < 0 ? text : text.substring(0, end)).replaceFirst("^Message: ", "");
    }

    static String of(Response response) {
        try {
            return of(response.body().string());
        } catch (IOException gone) {
            return "";
        }
    }

    /// The `message` of a Status, else the text itself, cut to a length fit for a record.
    static String of(String body) {
        String text = body;
        try {
            JsonObject status = JSON.fromJson(body, JsonObject.class);
            if (status != null && status.has("message")) {
                text = status.get("message").getAsString();
            }
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException notAStatus) {
            // A proxy may answer with a page of its own.
        }
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
