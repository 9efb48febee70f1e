// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.Workloads;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A workload for whatever tag is asked for, each in an object that nobody has. Of a write is only
/// said to the API server what a [ServerProbe] says: a dry run at something that is not there.
final class Rehearsal implements Workloads {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final String NAMESPACE = "rehearsal";
    private static final int MOST_CALLS = 10;

    private final ApiServer server;
    private final KindDefinition kind = KindDefinition.builtIn(Set.of()).getFirst();
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<WorkloadRef, Workload> given = new ConcurrentHashMap<>();

    Rehearsal(ApiServer server) {
        this.server = server;
    }

    @Override
    public List<Workload> following(Collection<ImageTag> tags) {
        return tags.stream().limit(1).map(this::example).toList();
    }

    @Override
    public Optional<Workload> find(WorkloadRef workload) {
        return Optional.ofNullable(given.get(workload));
    }

    @Override
    public List<Workload> all() {
        return List.of();
    }

    @Override
    public Optional<String> namespacePolicy(String namespace) {
        return Optional.of("pin");
    }

    @Override
    public Read read(WorkloadRef workload) {
        return new Read.Gone();
    }

    /// Whatever comes of it: a server that is away is no reason to rehearse failures.
    @Override
    public Written write(Workload decidedOn, Decision.Write decision) throws InterruptedException {
        String body = WorkloadPatch.of(kind, decidedOn, decision);
        if (calls.incrementAndGet() <= MOST_CALLS) {
            try {
                KubernetesWorkloads.send(server.dryJsonPatch(ServerProbe.NOBODY, body));
            } catch (IOException | ApiException away) {
                LOG.debug("the first patch will open the connection", away);
            }
        }
        return new Written.Done();
    }

    private Workload example(ImageTag tag) {
        String name = tag.repository().replace('/', '-');
        String object =
                """
                {"apiVersion":"apps/v1","kind":"Deployment",
                 "metadata":{"name":"%s","namespace":"%s","uid":"%s","resourceVersion":"1",
                   "generation":1,"labels":{"app":"rehearsal"},"annotations":{"a":"b"}},
                 "spec":{"replicas":1,"selector":{"matchLabels":{"app":"rehearsal"}},
                   "template":{"metadata":{"labels":{"app":"rehearsal"}},
                     "spec":{"containers":[{"name":"app","image":"%s","imagePullPolicy":"Always"}]}}}}
                """
                        .formatted(name, NAMESPACE, name, tag);
        try {
            Workload workload = KubernetesWorkloads.parse(kind, object);
            given.put(workload.ref(), workload);
            return workload;
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
    }
}
