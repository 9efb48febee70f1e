// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

import io.pushwire.event.ImageEvent;
import io.pushwire.listener.authenticity.Claim;
import io.pushwire.listener.authenticity.Verdict;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.source.Sources;
import io.pushwire.listener.webhook.Dialect;
import io.pushwire.listener.webhook.Dialects;
import io.pushwire.listener.webhook.Reading;
import io.pushwire.listener.webhook.Statement;
import io.pushwire.listener.webhook.WebhookRequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The whole of what the listener decides. Two steps, because a sender that is not who it says must
/// not make us read a byte of its body.
public final class Reception {

    // A letter that is too large because of its reasons would be lost.
    private static final int MOST_REASONS = 10;

    private final Sources sources;
    private final Dialects dialects;
    private final EventPublisher publisher;
    private final DeadLetters deadLetters;
    private final Stamp stamp;

    public Reception(
            Sources sources,
            Dialects dialects,
            EventPublisher publisher,
            DeadLetters deadLetters,
            Stamp stamp) {
        this.sources = sources;
        this.dialects = dialects;
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.stamp = stamp;
    }

    /// First step: who is it, and is it really?
    public Admission admit(String sourceName, Claim claim) {
        return sources.named(sourceName)
                .map(source -> admit(source, claim))
                .orElseGet(Admission.UnknownSource::new);
    }

    private Admission admit(Source source, Claim claim) {
        Verdict verdict = source.proof().check(claim);
        return switch (verdict) {
            case GENUINE -> new Admission.Admitted(source, dialectOf(source).longestBody());
            case NEEDS_BODY ->
                    claim.headers().first("Content-Encoding").isPresent()
                            ? new Admission.PackedAndSigned(source)
                            : new Admission.Admitted(source, dialectOf(source).longestBody());
            case MISSING, WRONG, UNDECIDED -> new Admission.NotGenuine(source, verdict);
        };
    }

    /// Second step, for a source that was admitted: is the body its own, and what does it say?
    /// Returns when all of it is on the log, or will not be.
    public Receipt receive(Source source, WebhookRequest request) {
        Verdict verdict = source.proof().check(request);
        return switch (verdict) {
            case GENUINE -> read(source, request);
            case MISSING, WRONG, NEEDS_BODY, UNDECIDED -> new Receipt.NotGenuine(verdict);
        };
    }

    private Receipt read(Source source, WebhookRequest request) {
        Instant receivedAt = stamp.now();
        return switch (dialectOf(source).read(request)) {
            case Reading.Understood understood -> take(source, request, understood, receivedAt);
            case Reading.Reply(String json) -> new Receipt.Replied(json);
            case Reading.Unreadable(String reason) ->
                    unreadable(reason, source, request, receivedAt);
        };
    }

    /// Whether a source's sender may ask by OPTIONS if it may send.
    public boolean mayAsk(Source source) {
        return dialectOf(source).asksFirst();
    }

    private Receipt unreadable(
            String reason, Source source, WebhookRequest request, Instant receivedAt) {
        if (dialectOf(source).answersPeople()) {
            return new Receipt.Rejected(reason, false, new Receipt.Rest(Map.of(), List.of()));
        }
        return switch (bury(reason, source, request, receivedAt)) {
            case Publication.Stored _ -> new Receipt.Unreadable(reason, true);
            case Publication.TooLarge _ -> new Receipt.Unreadable(reason, false);
            case Publication.Unavailable(String why) -> new Receipt.Unavailable(why);
        };
    }

    private Receipt take(
            Source source, WebhookRequest request, Reading.Understood said, Instant receivedAt) {
        var refusals = new ArrayList<Refusal>();
        said.faults().forEach(fault -> refusals.add(unreadable(fault)));
        List<ImageEvent> events = allowed(source, said.statements(), receivedAt, refusals);
        List<Publication> publications = events.isEmpty() ? List.of() : publisher.publish(events);
        var entries = new ArrayList<Receipt.Entry>();
        for (int i = 0; i < publications.size(); i++) {
            ImageEvent event = events.get(i);
            switch (publications.get(i)) {
                case Publication.Stored stored -> entries.add(new Receipt.Entry(event, stored));
                case Publication.TooLarge(String why) -> refusals.add(tooLarge(event, why));
                case Publication.Unavailable(String why) -> {
                    return new Receipt.Unavailable(why);
                }
            }
        }
        if (!refusals.isEmpty()
                && bury(reasons(refusals), source, request, receivedAt)
                        instanceof Publication.Unavailable(String why)) {
            return new Receipt.Unavailable(why);
        }
        var rest = new Receipt.Rest(said.ignored(), refusals);
        if (!entries.isEmpty()) {
            return new Receipt.Accepted(entries, rest);
        }
        return !refusals.isEmpty() && dialectOf(source).answersPeople()
                ? new Receipt.Rejected(reasons(refusals), true, rest)
                : new Receipt.NothingToDo(rest);
    }

    private List<ImageEvent> allowed(
            Source source, List<Statement> statements, Instant receivedAt, List<Refusal> refusals) {
        var events = new ArrayList<ImageEvent>();
        for (Statement statement : statements) {
            Optional<String> foreign =
                    statement.subject().statedHost().filter(host -> !source.names().include(host));
            if (foreign.isPresent()) {
                refusals.add(hostNotAllowed(source, foreign.get()));
            } else if (!source.repositories().allow(statement.subject().repository())) {
                refusals.add(notAllowed(source, statement));
            } else {
                events.add(stamp.event(source, statement, receivedAt));
            }
        }
        return List.copyOf(events);
    }

    private Publication bury(
            String reason, Source source, WebhookRequest request, Instant receivedAt) {
        return deadLetters.keep(
                DeadLetter.of(
                        stamp.newId(),
                        reason,
                        source,
                        request,
                        dialectOf(source)
                                .redact(request)
                                .filter(_ -> stamp.actors().mayStandInBodies()),
                        receivedAt));
    }

    private static Refusal unreadable(String fault) {
        return new Refusal(Refusal.Reason.UNREADABLE, fault);
    }

    private static Refusal tooLarge(ImageEvent event, String why) {
        return new Refusal(Refusal.Reason.TOO_LARGE, event.image() + ": " + why);
    }

    private static Refusal hostNotAllowed(Source source, String host) {
        return new Refusal(
                Refusal.Reason.HOST_NOT_ALLOWED,
                "%s is neither pushwire.sources.%s.registry nor one of its aliases"
                        .formatted(host, source.name()));
    }

    private static Refusal notAllowed(Source source, Statement statement) {
        return new Refusal(
                Refusal.Reason.REPOSITORY_NOT_ALLOWED,
                "pushwire.sources.%s.repositories does not allow %s"
                        .formatted(source.name(), statement.subject().repository()));
    }

    private static String reasons(List<Refusal> refusals) {
        return refusals.stream()
                .map(Refusal::detail)
                .distinct()
                .limit(MOST_REASONS)
                .collect(Collectors.joining("; "));
    }

    private Dialect dialectOf(Source source) {
        return dialects.named(source.dialect())
                .orElseThrow(() -> new IllegalStateException("no dialect " + source.dialect()));
    }
}
