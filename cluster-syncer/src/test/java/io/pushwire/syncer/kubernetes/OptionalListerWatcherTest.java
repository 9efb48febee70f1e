// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernetes.client.informer.ListerWatcher;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.Watchable;

import org.junit.jupiter.api.Test;

import java.util.List;

class OptionalListerWatcherTest {

    private static final CallGeneratorParams PARAMS = new CallGeneratorParams(false, "0", null);

    private final Answering server = new Answering();
    private final OptionalListerWatcher<WatchedNamespace> optional =
            new OptionalListerWatcher<>(server, "needs a right");

    @Test
    void asksAServerThatForbidsItNoMoreForAWhile() {
        server.status = 403;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> optional.list(PARAMS))
                    .isInstanceOf(OptionalListerWatcher.NotAllowedException.class)
                    .hasMessageContaining("needs a right");
        }

        assertThat(optional.missing()).contains("needs a right");
        assertThat(server.asked).isEqualTo(1);
    }

    @Test
    void takesNoOtherFailureForAMissingRight() {
        server.status = 503;

        assertThatThrownBy(() -> optional.list(PARAMS))
                .isInstanceOfSatisfying(
                        ApiException.class, failed -> assertThat(failed.getCode()).isEqualTo(503));
        assertThat(optional.missing()).isEmpty();
    }

    @Test
    void listsWhereItMay() throws ApiException {
        assertThat(optional.list(PARAMS).resourceVersion()).isEqualTo("1");
        assertThat(optional.missing()).isEmpty();
    }

    private static final class Answering
            implements ListerWatcher<WatchedNamespace, WatchedObjects<WatchedNamespace>> {

        private int status = 200;
        private int asked;

        @Override
        public WatchedObjects<WatchedNamespace> list(CallGeneratorParams params)
                throws ApiException {
            asked++;
            if (status != 200) {
                throw new ApiException(status, "no");
            }
            return new WatchedObjects<>(List.of(), "1");
        }

        @Override
        public Watchable<WatchedNamespace> watch(CallGeneratorParams params) throws ApiException {
            throw new ApiException(status, "no");
        }
    }
}
