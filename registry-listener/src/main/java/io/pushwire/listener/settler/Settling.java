// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.settler;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.registry.Looked;
import io.pushwire.tag.KnownTag;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// `known tag + events + answer + clock → verdict`, pure. SettlingTest is its table.
final class Settling {

    private Settling() {}

    /// @param known what is settled of the tag; empty for its first event
    static Verdict judge(
            Optional<KnownTag> known, Batch batch, Looked answer, Patience patience, Instant now) {
        return switch (answer) {
            case Looked.Found found -> found(known, batch, found, now);
            case Looked.NotFound _ -> notFound(known, batch, patience, now);
            case Looked.NotConfigured _ ->
                    settled(
                            known,
                            batch,
                            batch.events().stream()
                                    .filter(waiting -> dependsOnTheRegistry(known, waiting))
                                    .map(Waiting::event)
                                    .toList(),
                            "no look-up is configured for the registry, and without one this"
                                    + " cannot be believed",
                            now);
            case Looked.NotAllowed(String problem) ->
                    retry(known, batch, Optional.empty(), problem, patience, now);
            case Looked.Unavailable(String problem) ->
                    retry(known, batch, Optional.empty(), problem, patience, now);
            case Looked.TooManyRequests(Duration retryAfter) ->
                    retry(
                            known,
                            batch,
                            Optional.of(now.plus(retryAfter)),
                            "the registry wants to be left alone",
                            patience,
                            now);
        };
    }

    /// A batch that asks the registry nothing.
    static Verdict.Settled withoutAnswer(Optional<KnownTag> known, Batch batch, Instant now) {
        return settled(known, batch, List.of(), "", now);
    }

    private static Verdict found(
            Optional<KnownTag> known, Batch batch, Looked.Found found, Instant now) {
        KnownTag after = after(known, batch, now);
        boolean said =
                after.word()
                        .flatMap(KnownTag.Word::digest)
                        .filter(found.digest()::equals)
                        .isPresent();
        boolean asked =
                batch.events().stream().anyMatch(waiting -> dependsOnTheRegistry(known, waiting));
        if (said && !asked) {
            return new Verdict.Settled(
                    batch.events().size(), after, Optional.empty(), List.of(), "");
        }
        return new Verdict.Settled(
                batch.events().size(), after, Optional.of(word(batch, found, now)), List.of(), "");
    }

    private static Verdict notFound(
            Optional<KnownTag> known, Batch batch, Patience patience, Instant now) {
        KnownTag after = after(known, batch, now);
        boolean deleted = after.word().filter(word -> word.digest().isEmpty()).isPresent();
        if (deleted) {
            return new Verdict.Settled(
                    batch.events().size(), after, Optional.empty(), List.of(), "");
        }
        Duration missing = Duration.between(newestQuestion(batch), now);
        if (missing.compareTo(patience.notFoundFor()) < 0) {
            return new Verdict.Later(Optional.empty(), "the registry knows no such tag");
        }
        return settled(
                known,
                batch,
                questions(batch),
                "the registry has known no such tag for " + missing.toSeconds() + " s",
                now);
    }

    /// Only what is too old is given up.
    private static Verdict retry(
            Optional<KnownTag> known,
            Batch batch,
            Optional<Instant> notBefore,
            String problem,
            Patience patience,
            Instant now) {
        Instant oldest = now.minus(patience.giveUpAfter());
        int old = 0;
        while (old < batch.events().size() && isOver(batch.events().get(old), oldest)) {
            old++;
        }
        if (old == 0) {
            return new Verdict.Later(notBefore, problem);
        }
        Batch over = batch.first(old);
        return settled(
                known,
                over,
                questions(over),
                "the registry gave no answer for " + patience.giveUpAfter() + ": " + problem,
                now);
    }

    private static boolean isOver(Waiting waiting, Instant oldest) {
        return !waiting.isQuestion()
                || waiting.event().announcement().receivedAt().isBefore(oldest);
    }

    private static Verdict.Settled settled(
            Optional<KnownTag> known,
            Batch batch,
            List<ImageEvent> unanswered,
            String reason,
            Instant now) {
        return new Verdict.Settled(
                batch.events().size(),
                after(known, batch, now),
                Optional.empty(),
                unanswered,
                reason);
    }

    private static Instant newestQuestion(Batch batch) {
        return questions(batch).stream()
                .map(event -> event.announcement().receivedAt())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static List<ImageEvent> questions(Batch batch) {
        return batch.events().stream().filter(Waiting::isQuestion).map(Waiting::event).toList();
    }

    /// Nobody acts on it before the registry has spoken, so the registry's word must follow.
    private static boolean dependsOnTheRegistry(Optional<KnownTag> known, Waiting waiting) {
        return waiting.event() instanceof ImageEvent.Announced
                || known.filter(tag -> tag.doubts(waiting.event())).isPresent();
    }

    private static KnownTag after(Optional<KnownTag> known, Batch batch, Instant now) {
        Optional<KnownTag> after = known;
        for (Waiting next : batch.events()) {
            after =
                    Optional.of(
                            after.map(tag -> tag.after(next.event(), next.at(), now))
                                    .orElseGet(() -> KnownTag.first(next.event(), next.at(), now)));
        }
        return after.orElseThrow();
    }

    /// In the name of the last one who asked; the same id for the same answer.
    private static ImageEvent.Observed word(Batch batch, Looked.Found found, Instant now) {
        Announcement asked = questions(batch).getLast().announcement();
        String identity = String.join("\n", "observed", asked.id(), found.digest().value());
        return new ImageEvent.Observed(
                new Announcement(
                        UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                                .toString(),
                        asked.image(),
                        asked.hosts(),
                        Optional.empty(),
                        now,
                        new Announcement.Origin(
                                asked.origin().source(),
                                "look-up",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                found.digest(),
                Optional.of(found.mediaType()).filter(type -> !type.isEmpty()),
                batch.asOf(),
                false);
    }
}
