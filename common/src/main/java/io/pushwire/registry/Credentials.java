// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.registry.credentials.DockerConfigCredentialRetriever;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// The credentials of one registry, read at most once a minute and never for longer than a look-up
/// may take.
final class Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final RegistrySettings settings;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Known known;

    Credentials(RegistrySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    private record Known(Optional<RegistryCredential> credential, Instant until) {}

    /// Empty: ask anonymously.
    Optional<RegistryCredential> get(Deadline deadline) throws NoAnswer, InterruptedException {
        if (settings.credentials() instanceof CredentialSource.Anonymous) {
            return Optional.empty();
        }
        if (settings.credentials() instanceof CredentialSource.Given given) {
            return Optional.of(of(given));
        }
        if (!reading.tryLock(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
            throw slow(deadline);
        }
        try {
            Known kept = known;
            if (kept != null && clock.instant().isBefore(kept.until())) {
                return kept.credential();
            }
            Optional<RegistryCredential> read = within(deadline);
            known = new Known(read, clock.instant().plus(KEPT));
            return read;
        } finally {
            reading.unlock();
        }
    }

    /// They were refused: perhaps they were changed meanwhile.
    void forget() {
        known = null;
    }

    /// On a platform thread of its own, because nothing ends the read from a helper that hangs but
    /// the end of that helper.
    private Optional<RegistryCredential> within(Deadline deadline)
            throws NoAnswer, InterruptedException {
        long left = deadline.nanosLeft();
        var answer = new CompletableFuture<Optional<RegistryCredential>>();
        Thread.ofPlatform()
                .daemon()
                .name("credentials-" + settings.host())
                .start(() -> {
                    try {
                        answer.complete(read());
                    } catch (IOException | RuntimeException failed) {
                        answer.completeExceptionally(failed);
                    }
                });
        try {
            return answer.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException hanging) {
            endHelpersOlderThan(Duration.ofNanos(left / 2));
            throw slow(deadline);
        } catch (ExecutionException failed) {
            throw NoAnswer.unavailable(
                    "Tried to read the credentials of %s but %s"
                            .formatted(settings.host(), failed.getCause()));
        }
    }

    private Optional<RegistryCredential> read() throws IOException {
        return switch (settings.credentials()) {
            case CredentialSource.Anonymous() -> Optional.empty();
            case CredentialSource.Given given -> Optional.of(of(given));
            case CredentialSource.PasswordFile(String username, Path file) ->
                    Optional.of(
                            new RegistryCredential(
                                    username, Files.readString(file).stripTrailing(), false));
            case CredentialSource.DockerConfig(Path file) ->
                    DockerConfigCredentialRetriever.create(settings.host(), file)
                            .retrieve(Credentials::log)
                            .map(found ->
                                    new RegistryCredential(
                                            found.getUsername(),
                                            found.getPassword(),
                                            found.isOAuth2RefreshToken()));
        };
    }

    private static RegistryCredential of(CredentialSource.Given given) {
        return new RegistryCredential(given.username(), given.secret(), given.identityToken());
    }

    // jib says where it looks, and that a helper knows nothing.
    private static void log(LogEvent event) {
        switch (event.getLevel()) {
            case ERROR, WARN -> LOG.warn("{}", event.getMessage());
            default -> LOG.debug("{}", event.getMessage());
        }
    }

    private NoAnswer slow(Deadline deadline) {
        return NoAnswer.unavailable(
                "Tried to read the credentials of %s but they were not there within %s"
                        .formatted(settings.host(), deadline.whole()));
    }

    /// jib gives no handle of the helper that it starts, so they are found by their name among this
    /// process's children; younger ones may be somebody else's and well.
    private static void endHelpersOlderThan(Duration age) {
        Instant before = Instant.now().minus(age);
        ProcessHandle.current()
                .children()
                .filter(child ->
                        child.info().commandLine().orElse("").contains("docker-credential-"))
                .filter(child -> child.info().startInstant().orElse(Instant.MAX).isBefore(before))
                .forEach(helper -> {
                    helper.descendants().forEach(ProcessHandle::destroyForcibly);
                    helper.destroyForcibly();
                });
    }
}
