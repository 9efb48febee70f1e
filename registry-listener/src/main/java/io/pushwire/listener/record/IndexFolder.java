// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of the index: opened as it is, or begun anew where it cannot be used. What is in it
/// is all in Kafka too.
final class IndexFolder {

    /// Of what is in the documents. Another one is read from Kafka again.
    static final String FORMAT = "1";

    static final String FORMAT_KEY = "format";

    private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);
    // Of a heap of 256 MiB.
    private static final double BUFFER_MIB = 24;
    private static final int MERGES = 2;
    private static final int MERGE_THREADS = 1;

    private final Path path;

    IndexFolder(Path path) {
        this.path = path;
    }

    /// @throws LockObtainFailedException if another process has it
    /// @throws IOException if nothing can be written there
    RecordIndex open() throws IOException {
        Files.createDirectories(path);
        takeBrokenLockAway();
        try {
            return opened();
        } catch (LockObtainFailedException inUse) {
            throw inUse;
        } catch (IOException | RuntimeException unusable) {
            return anew(unusable.toString());
        }
    }

    /// Takes away what is there.
    RecordIndex anew(String reason) throws IOException {
        LOG.warn("the index of the record is built anew from Kafka: {}", reason);
        takeBrokenLockAway();
        try (FSDirectory directory = FSDirectory.open(path);
                var _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            for (String file : directory.listAll()) {
                if (isOfLucene(file)) {
                    directory.deleteFile(file);
                }
            }
        }
        return opened();
    }

    /// Lucene's lock is a file without a byte in it. It refuses to write under another one, whoever
    /// has it, so nobody does.
    private void takeBrokenLockAway() throws IOException {
        Path lock = path.resolve(IndexWriter.WRITE_LOCK_NAME);
        if (Files.exists(lock) && Files.size(lock) > 0) {
            Files.delete(lock);
        }
    }

    private RecordIndex opened() throws IOException {
        Directory directory = FSDirectory.open(path);
        try {
            boolean fresh = !DirectoryReader.indexExists(directory);
            if (!fresh) {
                requireFormat(directory);
            }
            return new RecordIndex(directory, new IndexWriter(directory, settings()), fresh);
        } catch (IOException | RuntimeException failed) {
            directory.close();
            throw failed;
        }
    }

    private static void requireFormat(Directory directory) throws IOException {
        String format = SegmentInfos.readLatestCommit(directory).getUserData().get(FORMAT_KEY);
        if (!FORMAT.equals(format)) {
            throw new IOException("it has format " + format + ", this version writes " + FORMAT);
        }
    }

    private static IndexWriterConfig settings() {
        var merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(MERGES, MERGE_THREADS);
        return new IndexWriterConfig()
                .setRAMBufferSizeMB(BUFFER_MIB)
                .setMergeScheduler(merges)
                .setCommitOnClose(false);
    }

    /// Somebody may have named a folder that holds other things.
    private static boolean isOfLucene(String file) {
        return IndexFileNames.CODEC_FILE_PATTERN.matcher(file).matches()
                || file.startsWith(IndexFileNames.SEGMENTS)
                || file.startsWith(IndexFileNames.PENDING_SEGMENTS);
    }
}
