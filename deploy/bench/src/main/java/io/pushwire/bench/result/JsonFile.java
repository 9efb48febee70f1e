// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The results for programs.
public final class JsonFile {

    private JsonFile() {}

    public static void write(Path file, ObjectNode json) throws IOException {
        Files.writeString(
                file,
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json)
                        + "\n");
    }
}
