// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sending;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.wire.ImageEventCodec;

import org.apache.kafka.clients.producer.ProducerRecord;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One push: the request in which Docker Distribution tells it, and the record that the listener
/// makes of that.
///
/// @param id the sender's, of the notification
/// @param image what was pushed, at [#REGISTRY]
/// @param digest what the tag points at now
/// @param time when, as the sender says
public record Push(UUID id, ImageTag image, Digest digest, Instant time) {

    public static final String SOURCE = "bench";
    public static final String REGISTRY = "registry.example.com";
    public static final String SECRET = "Bearer of-the-benchmark";

    private static final String INSTANCE = "f569b878-45c3-4b16-b35e-bc11ae122bbb";
    private static final String MEDIA_TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    /// Head and body, ready for a socket.
    public byte[] request(int port) {
        byte[] bytes = body().getBytes(StandardCharsets.UTF_8);
        byte[] head =
                """
                POST /hooks/%s HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                User-Agent: Go-http-client/1.1\r
                Content-Length: %d\r
                Authorization: %s\r
                Content-Type: application/vnd.docker.distribution.events.v1+json\r
                Accept-Encoding: gzip\r
                \r
                """
                        .formatted(SOURCE, port, bytes.length, SECRET)
                        .getBytes(StandardCharsets.UTF_8);
        byte[] request = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(bytes, 0, request, head.length, bytes.length);
        return request;
    }

    /// As Docker Distribution 2.8 sends it.
    private String body() {
        return """
        {
           "events": [
              {
                 "id": "%1$s",
                 "timestamp": "%5$s",
                 "action": "push",
                 "target": {
                    "mediaType": "%6$s",
                    "size": 422,
                    "digest": "%2$s",
                    "length": 422,
                    "repository": "%3$s",
                    "url": "http://registry.example.com/v2/%3$s/manifests/%2$s",
                    "tag": "%4$s"
                 },
                 "request": {
                    "id": "1a436b5a-9f24-449c-8644-7245235449c2",
                    "addr": "10.0.0.7:46406",
                    "host": "registry.example.com",
                    "method": "PUT",
                    "useragent": "docker/28.0.1 go/go1.23.6"
                 },
                 "actor": {"name": "ci"},
                 "source": {
                    "addr": "registry-0:5000",
                    "instanceID": "%7$s"
                 }
              }
           ]
        }
        """
                .formatted(id, digest, image.repository(), image.tag(), time, MEDIA_TYPE, INSTANCE);
    }

    public ProducerRecord<byte[], byte[]> toRecord(String topic) {
        var said =
                new Announcement(
                        new UUID(9, id.getLeastSignificantBits()).toString(),
                        image,
                        List.of(REGISTRY),
                        Optional.of(time),
                        time,
                        new Announcement.Origin(
                                SOURCE,
                                "distribution",
                                Optional.of(id.toString()),
                                Optional.of("ci"),
                                Optional.of(INSTANCE)));
        return ImageEventCodec.write(
                topic,
                new ImageEvent.Pushed(said, digest, Optional.of(MEDIA_TYPE), time.plusSeconds(2)));
    }
}
