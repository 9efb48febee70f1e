// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a kube-apiserver wrote down of the requests that it took, with its own times, which are of
/// microseconds (https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/).
public final class AuditLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private long read;

    AuditLog(Path file) {
        this.file = file;
    }

    /// Those since the last call. A line that is not whole yet is left for the next.
    synchronized List<Write> writes() throws IOException {
        byte[] bytes;
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(read);
            bytes = new byte[(int) (log.length() - read)];
            log.readFully(bytes);
        }
        var writes = new ArrayList<Write>();
        int begin = 0;
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] == '\n') {
                writes.add(write(new String(bytes, begin, end - begin, StandardCharsets.UTF_8)));
                begin = end + 1;
            }
        }
        read += begin;
        return writes;
    }

    static Write write(String line) throws IOException {
        JsonNode event = JSON.readTree(line);
        return new Write(
                event.at("/objectRef/name").asText(),
                Instant.parse(event.at("/requestReceivedTimestamp").asText()),
                Instant.parse(event.at("/stageTimestamp").asText()),
                event.at("/responseStatus/code").asInt());
    }
}
