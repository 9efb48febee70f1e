// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import io.pushwire.image.Digest;
import io.pushwire.registry.Exchange.Reply;
import io.pushwire.runtime.FirstAlone;

import okhttp3.HttpUrl;
import okhttp3.Request;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// One configured registry: `HEAD /v2/{repository}/manifests/{reference}`, and `GET` where that
/// does not tell the digest.
final class Registry implements AutoCloseable {

    // A registry that is not told all of them converts, or answers 404, or with another digest.
    private static final String MANIFESTS =
            String.join(
                    ", ",
                    "application/vnd.oci.image.index.v1+json",
                    "application/vnd.oci.image.manifest.v1+json",
                    "application/vnd.docker.distribution.manifest.list.v2+json",
                    "application/vnd.docker.distribution.manifest.v2+json");
    // The least that every registry must take, and the most that Distribution does:
    // https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-manifests
    private static final int MOST_MANIFEST_BYTES = 4 * 1024 * 1024;

    private final RegistrySettings settings;
    private final Clock clock;
    private final Pace pace;
    private final Exchange exchange;
    private final Access access;
    private final FirstAlone introduction = new FirstAlone();

    Registry(RegistrySettings settings, Clock clock) {
        this(settings, new Pace(settings, clock), clock);
    }

    /// @param pace may be shared by several askers of one registry
    Registry(RegistrySettings settings, Pace pace, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.pace = pace;
        this.exchange = new Exchange(settings, pace, clock);
        this.access = new Access(settings, exchange, clock);
    }

    /// What is asked for: a tag, or a digest.
    record Manifest(String host, String repository, String reference) {

        Optional<Digest> digest() {
            return Digest.parse(reference);
        }

        @Override
        public String toString() {
            return host + "/" + repository + (digest().isPresent() ? "@" : ":") + reference;
        }
    }

    Looked look(Manifest manifest) {
        return switch (inTurn(deadline -> ask(manifest, deadline))) {
            case Answered<Looked>(Looked looked) -> looked;
            case Unanswered<Looked>(Looked looked) -> looked;
        };
    }

    private <T> Turn<T> inTurn(Question<T> question) {
        Deadline deadline = Deadline.in(settings.limits().deadline());
        try {
            pace.enter(deadline);
            try {
                return new Answered<>(introduced(question, deadline));
            } finally {
                pace.leave();
            }
        } catch (NoAnswer none) {
            return new Unanswered<>(none.looked());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Unanswered<>(new Looked.Unavailable("stopping"));
        }
    }

    private <T> T introduced(Question<T> question, Deadline deadline)
            throws NoAnswer, InterruptedException {
        boolean first = introduction.begin(deadline.nanosLeft());
        try {
            return question.ask(deadline);
        } finally {
            if (first) {
                introduction.end();
            }
        }
    }

    /// What is done when its turn has come.
    private interface Question<T> {
        T ask(Deadline deadline) throws NoAnswer, InterruptedException;
    }

    private sealed interface Turn<T> {}

    private record Answered<T>(T answer) implements Turn<T> {}

    private record Unanswered<T>(Looked looked) implements Turn<T> {}

    /// What an image for several platforms is made of.
    Platforms platforms(Manifest manifest) {
        return switch (inTurn(deadline -> read(manifest, deadline))) {
            case Answered<Platforms>(Platforms platforms) -> platforms;
            case Unanswered<Platforms>(Looked looked) ->
                    new Platforms.Unknown(Looked.reason(looked).orElse(""));
        };
    }

    private Platforms read(Manifest manifest, Deadline deadline)
            throws NoAnswer, InterruptedException {
        Reply get = authorized("GET", manifest, deadline);
        return get.status() == 200
                ? Platforms.read(get.body().toByteArray())
                : new Platforms.Unknown(Looked.reason(refusal(manifest, get)).orElse(""));
    }

    @Override
    public void close() {
        exchange.close();
    }

    private Looked ask(Manifest manifest, Deadline deadline) throws NoAnswer, InterruptedException {
        Instant asked = clock.instant();
        Reply head = authorized("HEAD", manifest, deadline);
        if (head.status() == 200) {
            Optional<Digest> digest = digest(manifest, head);
            if (digest.isPresent()) {
                return new Looked.Found(digest.get(), mediaType(head), asked);
            }
        }
        boolean headUnknown = head.status() == 405 || head.status() == 501;
        if (head.status() != 200 && !headUnknown) {
            return refusal(manifest, head);
        }
        Reply get = authorized("GET", manifest, deadline);
        if (get.status() != 200) {
            return refusal(manifest, get);
        }
        Digest computed = manifest.digest().orElseGet(() -> sha256(get.body().toByteArray()));
        return new Looked.Found(computed, mediaType(get), asked);
    }

    private static Optional<Digest> digest(Manifest manifest, Reply head) {
        return manifest.digest()
                .or(() -> head.header("Docker-Content-Digest").flatMap(Digest::parse));
    }

    private Reply authorized(String method, Manifest manifest, Deadline deadline)
            throws NoAnswer, InterruptedException {
        Access.Expected expected = access.expected(manifest.repository(), deadline);
        Reply first = send(method, manifest, expected.authorization(), deadline);
        // Whoever it redirected to has no claim to our credentials.
        if (first.status() != 401 || first.redirected()) {
            return first;
        }
        List<Challenge> challenges = Challenge.parse(first.allOf("WWW-Authenticate"));
        if (expected.answers(challenges)) {
            return first;
        }
        String answer =
                access.answer(
                        challenges, manifest.repository(), expected.authorization(), deadline);
        return send(method, manifest, Optional.of(answer), deadline);
    }

    private Reply send(
            String method, Manifest manifest, Optional<String> authorization, Deadline deadline)
            throws NoAnswer, InterruptedException {
        HttpUrl url =
                exchange.at()
                        .addPathSegments(
                                "v2/"
                                        + manifest.repository()
                                        + "/manifests/"
                                        + manifest.reference())
                        .build();
        var request =
                new Request.Builder()
                        .url(url)
                        .method(method, null)
                        .header("Accept", MANIFESTS)
                        // The digest is that of the bytes as they are.
                        .header("Accept-Encoding", "identity")
                        .header("User-Agent", "pushwire");
        authorization.ifPresent(value -> request.header("Authorization", value));
        return exchange.read(request.build(), MOST_MANIFEST_BYTES, deadline);
    }

    private Looked refusal(Manifest manifest, Reply reply) {
        int status = reply.status();
        String reason = "%s answered %d for %s".formatted(settings.host(), status, manifest);
        return switch (status) {
            case 404 -> new Looked.NotFound(reason);
            case 401, 403 -> new Looked.NotAllowed(reason);
            default -> new Looked.Unavailable(reason);
        };
    }

    private static String mediaType(Reply reply) {
        String header = reply.header("Content-Type").orElse("");
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters)).strip();
    }

    private static Digest sha256(byte[] manifest) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(manifest);
            return new Digest("sha256:" + HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
