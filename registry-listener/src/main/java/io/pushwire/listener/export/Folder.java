// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder of one export. A file has its name only when all of it is on the disk.
public record Folder(Path path) {

    /// The name of the manifest.
    public static final String MANIFEST = "manifest.json";

    static final String LOCK = "export.lock";

    private static final String UNFINISHED = ".unfinished";
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    /// Keeps other processes out until closed.
    ///
    /// @throws ExportFailedException if one is at work there
    FileChannel locked() throws IOException {
        Files.createDirectories(path);
        var channel =
                FileChannel.open(
                        path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException thisProcess) {
            // Said below.
        }
        channel.close();
        throw new ExportFailedException("another export is writing to " + path);
    }

    /// Empty before an export was begun in it.
    Optional<Manifest> manifest() throws IOException {
        Path file = path.resolve(MANIFEST);
        return Files.exists(file)
                ? Optional.of(JSON.readValue(file.toFile(), Manifest.class))
                : Optional.empty();
    }

    void write(Manifest manifest) throws IOException {
        place(MANIFEST, file -> JSON.writeValue(file.toFile(), manifest));
    }

    /// Writes a file.
    @FunctionalInterface
    interface Filling {
        void into(Path file) throws IOException;
    }

    /// Replaces what has the name.
    ///
    /// @param name below the folder
    Path place(String name, Filling filling) throws IOException {
        Path file = path.resolve(name);
        Path folder = file.resolveSibling(".").normalize();
        Files.createDirectories(folder);
        Path unfinished = path.resolve(name + UNFINISHED);
        filling.into(unfinished);
        sync(unfinished);
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        sync(folder);
        return file;
    }

    private static void sync(Path of) throws IOException {
        try (var channel = FileChannel.open(of, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Names below the folder, but for the manifest, the lock and what is unfinished.
    List<String> parts() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString())
                    .filter(name -> !name.equals(MANIFEST) && !name.equals(LOCK))
                    .filter(name -> !name.endsWith(UNFINISHED))
                    .sorted()
                    .toList();
        }
    }

    /// The size of a file; -1 if it is not there.
    long size(String name) throws IOException {
        Path file = path.resolve(name);
        return Files.isRegularFile(file) ? Files.size(file) : -1;
    }

    /// In hexadecimal digits.
    ///
    /// @param name of a file below the folder
    public String sha256(String name) throws IOException {
        try (InputStream in = Files.newInputStream(path.resolve(name));
                var digest = new DigestOutputStream(OutputStream.nullOutputStream(), sha256())) {
            in.transferTo(digest);
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
