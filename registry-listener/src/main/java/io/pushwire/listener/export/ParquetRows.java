// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/// Parquet with one optional column for each of [Columns], compressed with Zstandard.
final class ParquetRows implements RowWriter {

    static final MessageType SCHEMA =
            new MessageType("record", Columns.ALL.stream().map(ParquetRows::type).toList());

    // Held in memory until it is written; the library's own 128 MiB are more than the heap has.
    private static final int ROW_GROUP = 16 << 20;

    private final ParquetWriter<Row> writer;

    ParquetRows(Path file) throws IOException {
        writer =
                new Builder(new LocalOutputFile(file))
                        .withConf(new PlainParquetConfiguration())
                        .withCodecFactory(new Zstandard())
                        .withCompressionCodec(CompressionCodecName.ZSTD)
                        .withRowGroupSize((long) ROW_GROUP)
                        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                        .build();
    }

    @Override
    public void write(Row row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static Type type(Column column) {
        return switch (column.kind()) {
            case TEXT, JSON -> Types.optional(BINARY).as(stringType()).named(column.name());
            case INT -> Types.optional(INT32).named(column.name());
            case LONG -> Types.optional(INT64).named(column.name());
            case FLAG -> Types.optional(BOOLEAN).named(column.name());
            case TIME ->
                    Types.optional(INT64)
                            .as(timestampType(true, TimeUnit.MILLIS))
                            .named(column.name());
        };
    }

    private static final class Builder extends ParquetWriter.Builder<Row, Builder> {

        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // It is abstract all the same.
        protected WriteSupport<Row> getWriteSupport(Configuration unused) {
            return new Rows();
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(ParquetConfiguration unused) {
            return new Rows();
        }
    }

    private static final class Rows extends WriteSupport<Row> {

        @SuppressWarnings("NullAway.Init") // The writer calls prepareForWrite first.
        private RecordConsumer consumer;

        @Override
        @SuppressWarnings("deprecation") // It is abstract all the same.
        public WriteContext init(Configuration unused) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration unused) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(Row row) {
            consumer.startMessage();
            for (int i = 0; i < Columns.ALL.size(); i++) {
                Column column = Columns.ALL.get(i);
                Object value = column.of(row);
                if (value != null) {
                    consumer.startField(column.name(), i);
                    add(value);
                    consumer.endField(column.name(), i);
                }
            }
            consumer.endMessage();
        }

        private void add(Object value) {
            switch (value) {
                case Integer number -> consumer.addInteger(number);
                case Long number -> consumer.addLong(number);
                case Boolean flag -> consumer.addBoolean(flag);
                case Instant time -> consumer.addLong(time.toEpochMilli());
                case Object text -> consumer.addBinary(Binary.fromString(text.toString()));
            }
        }
    }
}
