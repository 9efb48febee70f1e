// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// The ways from a body to one or many JSON objects. None of them quotes the body in a fault.
final class JsonBody {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String FORM_FIELD = "payload=";

    private JsonBody() {}

    @FunctionalInterface
    interface Content {
        Reading read(JsonParser parser) throws IOException;
    }

    static Reading read(WebhookRequest request, Content content) {
        return read(request.body(), content);
    }

    private static Reading read(InputStream body, Content content) {
        try (JsonParser parser = JSON.createParser(body)) {
            return content.read(parser);
        } catch (JsonProcessingException broken) {
            var at = broken.getLocation();
            return new Reading.Unreadable(
                    at == null
                            ? "The body is not JSON"
                            : "The body is not JSON: see line %d, column %d"
                                    .formatted(at.getLineNr(), at.getColumnNr()));
        } catch (IOException notText) {
            return new Reading.Unreadable("The body is not JSON in UTF-8");
        }
    }

    /// The body is one object.
    static Reading object(
            WebhookRequest request, Places places, Function<Fields, Reading> meaning) {
        return object(request.body(), places, meaning);
    }

    static Reading object(byte[] body, Places places, Function<Fields, Reading> meaning) {
        return object(new ByteArrayInputStream(body), places, meaning);
    }

    private static Reading object(
            InputStream body, Places places, Function<Fields, Reading> meaning) {
        return read(
                body,
                parser -> {
                    if (parser.nextToken() != JsonToken.START_OBJECT) {
                        return new Reading.Unreadable("The body is not a JSON object");
                    }
                    Fields fields = Fields.read(parser, places);
                    return alone(
                            parser,
                            wellShaped(fields, places).orElseGet(() -> meaning.apply(fields)));
                });
    }

    /// The body is one object, or an array of them.
    static Reading objects(
            WebhookRequest request, Places places, BiConsumer<Fields, Reading.Parts> meaning) {
        return read(
                request,
                parser -> {
                    var parts = new Reading.Parts();
                    switch (parser.nextToken()) {
                        case START_OBJECT -> part(parser, places, parts, meaning);
                        case START_ARRAY -> {
                            while (parser.nextToken() != JsonToken.END_ARRAY) {
                                part(parser, places, parts, meaning);
                            }
                        }
                        case null, default -> {
                            return new Reading.Unreadable(
                                    "The body is neither a JSON object nor an array of them");
                        }
                    }
                    return alone(parser, parts.read());
                });
    }

    /// The bytes of the JSON in a body that may also be a form with the JSON as `payload`.
    static byte[] unwrapped(WebhookRequest request) {
        byte[] body = request.head(request.length());
        String start = new String(body, 0, Math.min(body.length, 64), StandardCharsets.ISO_8859_1);
        if (start.isBlank() || start.stripLeading().charAt(0) == '{') {
            return body;
        }
        for (String field : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            if (field.startsWith(FORM_FIELD)) {
                return decoded(field.substring(FORM_FIELD.length()))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .orElse(body);
            }
        }
        return body;
    }

    /// Empty if the percent signs make no sense.
    static Optional<String> decoded(String form) {
        try {
            return Optional.of(URLDecoder.decode(form, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static void part(
            JsonParser parser,
            Places places,
            Reading.Parts parts,
            BiConsumer<Fields, Reading.Parts> meaning)
            throws IOException {
        parts.next();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parts.fault("is not an object");
            parser.skipChildren();
            return;
        }
        Fields fields = Fields.read(parser, places);
        Optional<String> misshapen = places.misshapen(fields);
        if (misshapen.isPresent()) {
            parts.fault("has a \"" + misshapen.get() + "\" of the wrong type");
        } else {
            meaning.accept(fields, parts);
        }
    }

    private static Optional<Reading> wellShaped(Fields fields, Places places) {
        return places.misshapen(fields)
                .map(place ->
                        new Reading.Unreadable("\"" + place + "\" in the body has a wrong type"));
    }

    private static Reading alone(JsonParser parser, Reading reading) throws IOException {
        return parser.nextToken() == null
                ? reading
                : new Reading.Unreadable("Something follows the JSON");
    }
}
