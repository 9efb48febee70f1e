// SPDX-License-Identifier: Apache-2.0
package io.pushwire.wire;

import static io.pushwire.wire.CloudEventRecords.required;

import io.cloudevents.CloudEvent;
import io.pushwire.control.ControlRecord;
import io.pushwire.control.Directive;
import io.pushwire.control.RecheckRequest;
import io.pushwire.control.Scope;
import io.pushwire.image.ImageTag;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Records of `pushwire.control`; the schemas of their data are `control.v1.json` and
/// `control-recheck.v1.json` beside this class.
public final class ControlCodec {

    public static final String DIRECTIVE = "io.pushwire.control.v1";
    public static final String RECHECK = "io.pushwire.control.recheck.v1";

    private static final String SOURCE = "/pushwire/people";

    private ControlCodec() {}

    /// Keyed by scope, so that the newest word on each is kept.
    public static ProducerRecord<byte[], byte[]> write(String topic, Directive said) {
        Scope scope = said.scope();
        var data =
                switch (scope) {
                    case Scope.Fleet _ -> data(said, null, null);
                    case Scope.Cluster(String cluster) -> data(said, cluster, null);
                    case Scope.Namespace(String cluster, String name) -> data(said, cluster, name);
                };
        return CloudEventRecords.write(
                topic,
                scope.key(),
                new CloudEventRecords.Attributes(
                        UUID.randomUUID().toString(), DIRECTIVE, SOURCE, said.at()),
                data);
    }

    /// Keyed by what is asked about.
    public static ProducerRecord<byte[], byte[]> write(String topic, RecheckRequest request) {
        var data =
                switch (request.what()) {
                    case RecheckRequest.Image(ImageTag tag) ->
                            new RecheckData(tag.toString(), null, request.by(), request.at());
                    case RecheckRequest.WholeCluster(String name) ->
                            new RecheckData(null, name, request.by(), request.at());
                };
        return CloudEventRecords.write(
                topic,
                request.what().key(),
                new CloudEventRecords.Attributes(request.id(), RECHECK, SOURCE, request.at()),
                data);
    }

    public static Decoded<ControlRecord> read(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return CloudEventRecords.read(kafkaRecord, ControlCodec::controlRecord);
    }

    private static ControlRecord controlRecord(CloudEvent event) throws IOException {
        return switch (event.getType()) {
            case DIRECTIVE -> directive(event);
            case RECHECK -> recheck(event);
            default ->
                    throw new IllegalArgumentException(
                            "type \"" + event.getType() + "\" is unknown to this version");
        };
    }

    private static RecheckRequest recheck(CloudEvent event) throws IOException {
        RecheckData data = CloudEventRecords.data(event, RecheckData.class);
        return new RecheckRequest(
                target(data), event.getId(), required(data.by(), "by"), required(data.at(), "at"));
    }

    private static RecheckRequest.Target target(RecheckData data) {
        String image = data.image();
        if (image == null) {
            return new RecheckRequest.WholeCluster(required(data.cluster(), "cluster"));
        }
        return new RecheckRequest.Image(
                ImageTag.parse(image)
                        .orElseThrow(() ->
                                new IllegalArgumentException("not an image: \"" + image + "\"")));
    }

    private static Directive directive(CloudEvent event) throws IOException {
        Data data = CloudEventRecords.data(event, Data.class);
        return new Directive(
                scope(data),
                Directive.State.valueOf(required(data.state(), "state").toUpperCase(Locale.ROOT)),
                required(data.by(), "by"),
                required(data.at(), "at"),
                Optional.ofNullable(data.reason()).orElse(""));
    }

    private static Scope scope(Data data) {
        String cluster = data.cluster();
        String namespace = data.namespace();
        if (cluster == null) {
            if (namespace != null) {
                throw new IllegalArgumentException("a namespace needs a cluster");
            }
            return new Scope.Fleet();
        }
        return namespace == null
                ? new Scope.Cluster(cluster)
                : new Scope.Namespace(cluster, namespace);
    }

    private static Data data(Directive said, @Nullable String cluster, @Nullable String namespace) {
        return new Data(
                cluster,
                namespace,
                said.state().toString(),
                said.by(),
                said.at(),
                said.reason().isEmpty() ? null : said.reason());
    }

    private record Data(
            @Nullable String cluster,
            @Nullable String namespace,
            @Nullable String state,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String reason) {}

    private record RecheckData(
            @Nullable String image,
            @Nullable String cluster,
            @Nullable String by,
            @Nullable Instant at) {}
}
