// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench;

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
import java.util.stream.IntStream;

/// Pushes of as many tags as a team has, as Docker Distribution tells them, made before anything is
/// measured: the requests, and the records that the listener makes of them.
final class Notifications {

    static final String SOURCE = "bench";
    static final String REGISTRY = "registry.example.com";
    static final String SECRET = "Bearer of-the-benchmark";

    private static final int TAGS = 256;

    private final List<byte[]> requests;
    private final List<ProducerRecord<byte[], byte[]>> records;

    Notifications(int port, String topic) {
        requests = IntStream.range(0, TAGS).mapToObj(tag -> request(port, body(tag))).toList();
        records = IntStream.range(0, TAGS).mapToObj(tag -> toRecord(topic, tag)).toList();
    }

    /// Head and body, ready for a socket.
    byte[] request(long number) {
        return requests.get((int) (number % TAGS));
    }

    ProducerRecord<byte[], byte[]> toRecord(long number) {
        return records.get((int) (number % TAGS));
    }

    private static byte[] request(int port, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
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
                        .formatted(SOURCE, port, bytes.length, SECRET);
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private static String repository(int tag) {
        return "team-" + tag % 16 + "/service-" + tag / 16;
    }

    private static String digest(int tag) {
        return "sha256:" + "%02x".formatted(tag % 256).repeat(32);
    }

    /// As Docker Distribution 2.8 sends it.
    private static String body(int tag) {
        return """
        {
           "events": [
              {
                 "id": "%1$s",
                 "timestamp": "2026-11-21T06:17:28.291368243Z",
                 "action": "push",
                 "target": {
                    "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
                    "size": 422,
                    "digest": "%2$s",
                    "length": 422,
                    "repository": "%3$s",
                    "url": "http://registry.example.com/v2/%3$s/manifests/%2$s",
                    "tag": "1.0"
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
                    "instanceID": "f569b878-45c3-4b16-b35e-bc11ae122bbb"
                 }
              }
           ]
        }
        """
                .formatted(new UUID(7, tag), digest(tag), repository(tag));
    }

    private static ProducerRecord<byte[], byte[]> toRecord(String topic, int tag) {
        Instant time = Instant.parse("2026-11-21T06:17:28.291368243Z");
        var said =
                new Announcement(
                        new UUID(9, tag).toString(),
                        new ImageTag(REGISTRY, repository(tag), "1.0"),
                        List.of(REGISTRY),
                        Optional.of(time),
                        time,
                        new Announcement.Origin(
                                SOURCE,
                                "distribution",
                                Optional.of(new UUID(7, tag).toString()),
                                Optional.of("ci"),
                                Optional.of("f569b878-45c3-4b16-b35e-bc11ae122bbb")));
        return ImageEventCodec.write(
                topic,
                new ImageEvent.Pushed(
                        said,
                        new Digest(digest(tag)),
                        Optional.of("application/vnd.docker.distribution.manifest.v2+json"),
                        time.plusSeconds(2)));
    }
}
