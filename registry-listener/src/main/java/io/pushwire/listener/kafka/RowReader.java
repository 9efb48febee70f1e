// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.pushwire.listener.export.Row;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Takes a record as it is, whatever its type and version: plain where texts and JSON say all of
/// it, else raw.
final class RowReader {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private RowReader() {}

    static Row row(ConsumerRecord<byte[], byte[]> read) {
        var place =
                new Row.Place(
                        read.topic(),
                        read.partition(),
                        read.offset(),
                        Instant.ofEpochMilli(read.timestamp()));
        try {
            return new Row(place, plain(read));
        } catch (NotPlainException other) {
            return new Row(place, raw(read, String.valueOf(other.getMessage())));
        }
    }

    /// The message is the reason.
    private static final class NotPlainException extends Exception {

        private static final long serialVersionUID = 1L;

        NotPlainException(String reason) {
            super(reason, null, false, false);
        }
    }

    private static Row.Plain plain(ConsumerRecord<byte[], byte[]> read) throws NotPlainException {
        byte @Nullable [] key = read.key();
        byte @Nullable [] value = read.value();
        return new Row.Plain(
                key == null ? Optional.empty() : Optional.of(text("the key", key)),
                headers(read),
                value == null ? Optional.empty() : Optional.of(data(value)));
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> read)
            throws NotPlainException {
        var headers = new LinkedHashMap<String, String>();
        for (Header header : read.headers()) {
            byte @Nullable [] value = header.value();
            String name = "header " + header.key();
            if (value == null) {
                throw new NotPlainException(name + " has no value");
            }
            if (headers.put(header.key(), text(name, value)) != null) {
                throw new NotPlainException(name + " is there twice");
            }
        }
        return headers;
    }

    private static Row.Data data(byte[] value) throws NotPlainException {
        String text = text("the value", value);
        try {
            JsonNode tree = JSON.readTree(text);
            if (!tree.isObject()) {
                throw new NotPlainException("the value is no JSON object");
            }
            String json = JSON.writeValueAsString(tree);
            // JSON can name half a character, and no file can hold one.
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(json)) {
                throw new NotPlainException("the value has half a character");
            }
            return new Row.Data(tree, json);
        } catch (JsonProcessingException broken) {
            throw new NotPlainException("the value is not JSON: " + broken.getOriginalMessage());
        }
    }

    private static String text(String what, byte[] bytes) throws NotPlainException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException binary) {
            throw new NotPlainException(what + " is not UTF-8");
        }
    }

    private static Row.Raw raw(ConsumerRecord<byte[], byte[]> read, String reason) {
        List<Row.Header> headers =
                StreamSupport.stream(read.headers().spliterator(), false)
                        .map(header -> new Row.Header(header.key(), base64(header.value())))
                        .toList();
        return new Row.Raw(reason, base64(read.key()), headers, base64(read.value()));
    }

    private static Optional<String> base64(byte @Nullable [] bytes) {
        return Optional.ofNullable(bytes).map(Base64.getEncoder()::encodeToString);
    }
}
