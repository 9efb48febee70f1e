// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Copies a JSON body without what may be a token: all that is known of an `actor` but its name and
/// kind, all of the free `meta`, and every text that holds a JSON Web Token.
final class TokenRedaction {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String REDACTED = "[redacted]";
    private static final Set<String> HARMLESS_OF_ACTOR = Set.of("name", "user_type");
    // https://www.rfc-editor.org/rfc/rfc7519#section-3: an object in base64 begins with eyJ.
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+");

    private TokenRedaction() {}

    /// Empty if the body is not JSON: then nobody knows where a token begins.
    static Optional<byte[]> of(WebhookRequest request) {
        var copy = new ByteArrayOutputStream();
        try (JsonParser parser = JSON.createParser(request.body());
                JsonGenerator generator = JSON.createGenerator(copy)) {
            while (parser.nextToken() != null) {
                copyEvent(parser, generator);
            }
        } catch (IOException notJson) {
            return Optional.empty();
        }
        return copy.size() == 0 ? Optional.empty() : Optional.of(copy.toByteArray());
    }

    private static void copyEvent(JsonParser parser, JsonGenerator generator) throws IOException {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
            generator.writeFieldName(clean(parser.currentName()));
        } else if (isSecret(parser)) {
            parser.skipChildren();
            generator.writeString(REDACTED);
        } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
            generator.writeString(clean(parser.getText()));
        } else {
            generator.copyCurrentEvent(parser);
        }
    }

    private static boolean isSecret(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
            return false;
        }
        boolean opens = token == JsonToken.START_OBJECT;
        // The context of an opening bracket is already that of its inside.
        var context =
                opens || token == JsonToken.START_ARRAY
                        ? parser.getParsingContext().getParent()
                        : parser.getParsingContext();
        String name = context == null ? null : context.getCurrentName();
        if (context == null || name == null || !context.inObject()) {
            return false;
        }
        var outer = context.getParent();
        boolean inActor = outer != null && "actor".equals(outer.getCurrentName());
        return name.equals("meta")
                || (name.equals("actor") && !opens)
                || (inActor && !HARMLESS_OF_ACTOR.contains(name));
    }

    private static String clean(String text) {
        return TOKEN.matcher(text).find() ? REDACTED : text;
    }
}
