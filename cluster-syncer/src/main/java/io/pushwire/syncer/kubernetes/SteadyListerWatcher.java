// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ListerWatcher;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.Watchable;
import io.pushwire.runtime.Backoff;
import io.pushwire.syncer.kubernetes.WatchLife.Reason;

import org.jspecify.annotations.Nullable;

import java.net.HttpURLConnection;
import java.util.concurrent.atomic.AtomicReference;

/// Keeps client-java's reflector from asking an API server in trouble once a second, all informers
/// in step: after each failure in a row it waits longer, with jitter. Counts why watches begin
/// anew.
final class SteadyListerWatcher<T extends KubernetesObject>
        implements ListerWatcher<T, WatchedObjects<T>>, ObjectWatch.Pulse {

    private final Source<T> server;
    private final WatchLife life;
    private final AtomicReference<@Nullable Backoff> backoff = new AtomicReference<>();
    private final AtomicReference<@Nullable Reason> lost = new AtomicReference<>();
    private boolean watched;

    /// The lists and watches themselves.
    interface Source<T extends KubernetesObject> {

        WatchedObjects<T> list(CallGeneratorParams params) throws ApiException;

        /// @param pulse is told of every line and of the end
        Watchable<T> watch(CallGeneratorParams params, ObjectWatch.Pulse pulse) throws ApiException;
    }

    SteadyListerWatcher(Source<T> server, WatchLife life) {
        this.server = server;
        this.life = life;
    }

    @Override
    public WatchedObjects<T> list(CallGeneratorParams params) throws ApiException {
        pauseAfterFailures();
        count(lost.getAndSet(null));
        try {
            WatchedObjects<T> list = server.list(params);
            life.heard();
            watched = false;
            return list;
        } catch (ApiException failed) {
            throw failed(failed);
        }
    }

    @Override
    public Watchable<T> watch(CallGeneratorParams params) throws ApiException {
        pauseAfterFailures();
        count(lost.getAndSet(null));
        try {
            Watchable<T> watch = server.watch(params, this);
            life.heard();
            watched = true;
            return watch;
        } catch (ApiException failed) {
            throw failed(failed);
        }
    }

    /// Only a line on a watch shows that the server is well: a list may go through while every
    /// watch fails.
    @Override
    public void line() {
        life.heard();
        backoff.set(null);
    }

    @Override
    public void end(Reason reason) {
        lost.set(reason);
        if (reason == Reason.ENDED) {
            backoff.set(null);
        } else {
            backoff.compareAndSet(null, new Backoff());
        }
    }

    private ApiException failed(ApiException failed) {
        backoff.compareAndSet(null, new Backoff());
        lost.set(
                failed.getCode() == HttpURLConnection.HTTP_GONE
                        ? Reason.EXPIRED
                        : failed.getCode() == 0 ? Reason.CUT : Reason.REFUSED);
        return failed;
    }

    /// What never was a watch does not begin anew.
    private void count(@Nullable Reason reason) {
        if (reason != null && watched) {
            life.restarts(reason);
        }
    }

    private void pauseAfterFailures() throws ApiException {
        Backoff pauses = backoff.get();
        if (pauses == null) {
            return;
        }
        try {
            pauses.pause();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ApiException("stopping");
        }
    }
}
