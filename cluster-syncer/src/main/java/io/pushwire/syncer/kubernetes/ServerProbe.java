// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.syncer.execution.ApiServerProbe;

import okhttp3.Call;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Two questions: whether the server calls itself ready, and whether it takes a patch as far as to
/// say that there is no such object. The second one passes authentication, priority and fairness
/// and the storage, and ends before any webhook; it is a dry run all the same.
final class ServerProbe implements ApiServerProbe {

    private static final int SECONDS = 3;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAUTHORIZED = 401;

    /// No namespace of that name has to be there, and nobody's selectors meet it.
    static final String NOBODY =
            "/apis/apps/v1/namespaces/pushwire-probe/deployments/pushwire-probe";

    private static final String NOTHING =
            "[{\"op\":\"test\",\"path\":\"/metadata/name\",\"value\":\"-\"}]";

    private final ApiServer server;

    ServerProbe(ApiServer server) {
        this.server = server;
    }

    @Override
    public boolean answers() throws InterruptedException {
        try {
            return isAnswer(code(server.read("/readyz")))
                    && isAnswer(code(server.dryJsonPatch(NOBODY, NOTHING)));
        } catch (IOException | ApiException failed) {
            return false;
        }
    }

    private static int code(Call call) throws IOException, InterruptedException {
        call.timeout().timeout(SECONDS, TimeUnit.SECONDS);
        return KubernetesWorkloads.send(call).code();
    }

    /// A missing right is an answer too.
    private static boolean isAnswer(int code) {
        return code < SERVER_ERROR && code != TOO_MANY_REQUESTS && code != UNAUTHORIZED;
    }
}
