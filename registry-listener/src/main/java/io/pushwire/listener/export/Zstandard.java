// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import com.github.luben.zstd.Zstd;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Parquet's own codecs are Hadoop's, which need a cluster's configuration. This is the same
/// compression straight from the library.
final class Zstandard implements CompressionCodecFactory {

    // Of Zstandard itself; a higher one takes longer for a few percent.
    private static final int LEVEL = 3;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return new Compressor();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("an export reads no Parquet");
    }

    @Override
    public void release() {
        // Nothing is held.
    }

    private static final class Compressor implements BytesInputCompressor {

        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            var whole = new ByteArrayOutputStream((int) bytes.size());
            bytes.writeAllTo(whole);
            return BytesInput.from(Zstd.compress(whole.toByteArray(), LEVEL));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
