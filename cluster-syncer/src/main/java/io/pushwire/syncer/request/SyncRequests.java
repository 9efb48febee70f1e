// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.request;

import io.pushwire.control.RecheckRequest;
import io.pushwire.image.ImageTag;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// `POST /api/sync` without HTTP: the same as `cluster-syncer recheck`, for whoever the cluster
/// lets.
public final class SyncRequests {

    static final int MOST_IMAGES = 100;

    private static final Logger LOG = LoggerFactory.getLogger(SyncRequests.class);
    private static final String BEARER = "bearer ";

    private final String cluster;
    private final Callers callers;
    private final Board board;
    private final InstantSource clock;

    /// @param cluster whose tags are meant where no image is named
    public SyncRequests(String cluster, Callers callers, Board board, InstantSource clock) {
        this.cluster = cluster;
        this.callers = callers;
        this.board = board;
        this.clock = clock;
    }

    /// Where requests go.
    @FunctionalInterface
    public interface Board {

        /// @return why the request was not taken; empty once it is durable
        Optional<String> ask(RecheckRequest request) throws InterruptedException;
    }

    /// What a body asks for.
    @FunctionalInterface
    public interface Body {

        /// @return the images; none: every tag that the cluster uses
        /// @throws IllegalArgumentException a sentence about what cannot be read
        List<String> images();
    }

    /// @param authorization the header, if there is one
    /// @param body read only if the caller may ask
    public SyncAnswer handle(Optional<String> authorization, Body body)
            throws InterruptedException {
        Optional<String> token = authorization.flatMap(SyncRequests::token);
        if (token.isEmpty()) {
            return new SyncAnswer.Unauthorized("a bearer token of this cluster is needed");
        }
        return switch (callers.of(token.get())) {
            case Callers.Caller.Allowed(String name) -> ask(name, body);
            case Callers.Caller.Forbidden(String reason) -> new SyncAnswer.Forbidden(reason);
            case Callers.Caller.Unknown(String reason) -> new SyncAnswer.Unauthorized(reason);
            case Callers.Caller.Unanswered(String reason) -> new SyncAnswer.Unavailable(reason);
        };
    }

    private SyncAnswer ask(String caller, Body body) throws InterruptedException {
        List<RecheckRequest> requests = new ArrayList<>();
        try {
            for (RecheckRequest.Target target : targets(body.images())) {
                requests.add(
                        new RecheckRequest(
                                target, UUID.randomUUID().toString(), caller, clock.instant()));
            }
        } catch (IllegalArgumentException unreadable) {
            return new SyncAnswer.Refused(String.valueOf(unreadable.getMessage()));
        }
        for (RecheckRequest request : requests) {
            Optional<String> problem = board.ask(request);
            if (problem.isPresent()) {
                return new SyncAnswer.Unavailable(problem.get());
            }
            LOG.info("re-check {}: {} wants {}", request.id(), caller, request.what());
        }
        return new SyncAnswer.Accepted(requests);
    }

    private List<RecheckRequest.Target> targets(List<String> images) {
        if (images.isEmpty()) {
            return List.of(new RecheckRequest.WholeCluster(cluster));
        }
        if (images.size() > MOST_IMAGES) {
            throw new IllegalArgumentException(
                    "%d images: name at most %d, or none for every tag that the cluster uses"
                            .formatted(images.size(), MOST_IMAGES));
        }
        return images.stream().map(SyncRequests::image).distinct().toList();
    }

    private static RecheckRequest.Target image(String typed) {
        return ImageTag.parse(typed)
                .map(RecheckRequest.Image::new)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "\"%s\" is no image with a tag".formatted(typed)));
    }

    private static Optional<String> token(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? Optional.of(header.substring(BEARER.length()).strip())
                        .filter(token -> !token.isEmpty())
                : Optional.empty();
    }
}
