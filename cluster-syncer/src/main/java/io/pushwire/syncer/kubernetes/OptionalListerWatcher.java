// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ListerWatcher;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.Watchable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;

/// Lists and watches what the syncer may have no right to. That is said once; from then on the
/// server is asked once a minute, not at each of the reflector's attempts.
final class OptionalListerWatcher<T extends KubernetesObject>
        implements ListerWatcher<T, WatchedObjects<T>> {

    private static final Logger LOG = LoggerFactory.getLogger(OptionalListerWatcher.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final ListerWatcher<T, WatchedObjects<T>> allowed;
    private final String consequence;
    private volatile Optional<Refusal> refusal = Optional.empty();

    /// @param consequence what the missing right means, as a sentence that names it
    OptionalListerWatcher(ListerWatcher<T, WatchedObjects<T>> allowed, String consequence) {
        this.allowed = allowed;
        this.consequence = consequence;
    }

    /// The consequence, while the right is missing.
    Optional<String> missing() {
        return refusal.map(_ -> consequence);
    }

    @Override
    public WatchedObjects<T> list(CallGeneratorParams params) throws ApiException {
        if (refusal.filter(Refusal::isFresh).isPresent()) {
            throw new NotAllowedException(consequence);
        }
        try {
            WatchedObjects<T> list = allowed.list(params);
            if (refusal.isPresent()) {
                LOG.info("No longer so: {}", consequence);
                refusal = Optional.empty();
            }
            return list;
        } catch (ApiException failed) {
            throw orNotAllowed(failed);
        }
    }

    @Override
    public Watchable<T> watch(CallGeneratorParams params) throws ApiException {
        try {
            return allowed.watch(params);
        } catch (ApiException failed) {
            throw orNotAllowed(failed);
        }
    }

    private ApiException orNotAllowed(ApiException failed) {
        if (failed.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
            return failed;
        }
        if (refusal.isEmpty()) {
            LOG.warn("{}: {}", consequence, failed.getMessage());
        }
        refusal = Optional.of(new Refusal(System.nanoTime()));
        return new NotAllowedException(consequence);
    }

    private record Refusal(long nanos) {
        boolean isFresh() {
            return System.nanoTime() - nanos < PAUSE.toNanos();
        }
    }

    /// Was said already.
    static final class NotAllowedException extends ApiException {
        private static final long serialVersionUID = 1L;

        NotAllowedException(String message) {
            super(message);
        }
    }
}
