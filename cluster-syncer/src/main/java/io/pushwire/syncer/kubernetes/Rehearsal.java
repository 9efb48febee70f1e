// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Workload;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Function;

/// A write without an API server: of an object that nobody has.
final class Rehearsal {

    private Rehearsal() {}

    /// Empty where the decision is to write nothing.
    static String patch(String image, Function<Workload, Decision> decide) {
        KindDefinition kind = KindDefinition.builtIn(Set.of()).getFirst();
        String object =
                """
                {"apiVersion":"apps/v1","kind":"Deployment",
                 "metadata":{"name":"warm-up","namespace":"warm-up","uid":"0","resourceVersion":"1",
                   "generation":1,"labels":{"app":"warm-up"},"annotations":{"a":"b"}},
                 "spec":{"replicas":1,"selector":{"matchLabels":{"app":"warm-up"}},
                   "template":{"metadata":{"labels":{"app":"warm-up"}},
                     "spec":{"containers":[{"name":"app","image":"%s","imagePullPolicy":"Always"}]}}}}
                """
                        .formatted(image);
        try {
            Workload workload = WorkloadReader.read(kind, new JsonReader(new StringReader(object)));
            return decide.apply(workload) instanceof Decision.Write write
                    ? WorkloadPatch.of(kind, workload, write)
                    : "";
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
    }
}
