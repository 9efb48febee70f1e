// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.syncer.sync.Keyring;
import io.pushwire.syncer.sync.Member;
import io.pushwire.syncer.sync.Parallel;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Reads what workloads pull with: their own secrets first, then those of their service accounts.
/// Each is read once.
final class PullSecrets {

    private static final int AT_ONCE = 16;

    private final ApiServer server;
    private final Set<String> notes = new TreeSet<>();

    PullSecrets(ApiServer server) {
        this.server = server;
    }

    /// What could not be read, as sentences. Never what is in a secret.
    List<String> notes() {
        return List.copyOf(notes);
    }

    List<Member> members(List<PullingWorkload> workloads) throws InterruptedException {
        Map<String, List<String>> accounts = new ConcurrentHashMap<>();
        Set<String> accountPaths = new LinkedHashSet<>();
        workloads.stream()
                .filter(it -> !it.account().isEmpty())
                .forEach(it -> accountPaths.add(account(it)));
        each(accountPaths, path -> accounts.put(path, account(path)));
        Set<String> paths = new LinkedHashSet<>();
        workloads.forEach(it -> paths.addAll(secrets(it, accounts)));
        Map<String, Keyring> keyrings = new ConcurrentHashMap<>();
        each(paths, path -> keyrings.put(path, secret(path)));
        List<Member> members = new ArrayList<>();
        for (PullingWorkload workload : workloads) {
            Keyring keys = Keyring.none();
            for (String path : secrets(workload, accounts)) {
                keys = keys.and(keyrings.getOrDefault(path, Keyring.none()));
            }
            members.add(new Member(workload.workload(), keys));
        }
        return members;
    }

    private static List<String> secrets(
            PullingWorkload workload, Map<String, List<String>> accounts) {
        if (workload.account().isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>(workload.secrets());
        names.addAll(accounts.getOrDefault(account(workload), List.of()));
        return names.stream()
                .distinct()
                .map(name -> path(workload.workload().ref().namespace(), "secrets", name))
                .toList();
    }

    private static String account(PullingWorkload workload) {
        return path(workload.workload().ref().namespace(), "serviceaccounts", workload.account());
    }

    private List<String> account(String path) throws InterruptedException {
        return read(path)
                .map(object ->
                        JsonTree.list(object, "imagePullSecrets").stream()
                                .map(secret -> JsonTree.text(secret, "name"))
                                .toList())
                .orElse(List.of());
    }

    private Keyring secret(String path) throws InterruptedException {
        Optional<JsonObject> secret = read(path);
        if (secret.isEmpty()) {
            return Keyring.none();
        }
        try {
            return DockerAuths.of(JsonTree.object(secret.get(), "data"));
        } catch (IllegalArgumentException | JsonParseException broken) {
            // Nothing of the message: it may quote what is in the secret.
            note(described(path) + " holds no credentials of Docker's form");
            return Keyring.none();
        }
    }

    private Optional<JsonObject> read(String path) throws InterruptedException {
        try {
            var answer = KubernetesWorkloads.send(server.read(path));
            if (answer.code() == HttpURLConnection.HTTP_OK) {
                return Optional.of(JsonParser.parseString(answer.body()).getAsJsonObject());
            }
            boolean noAccount =
                    answer.code() == HttpURLConnection.HTTP_NOT_FOUND
                            && path.contains("/serviceaccounts/");
            if (!noAccount) {
                note(described(path) + " cannot be read: " + answer.problem());
            }
        } catch (IOException | ApiException | JsonParseException failed) {
            note(described(path) + " cannot be read: " + failed.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private void note(String sentence) {
        synchronized (notes) {
            notes.add(sentence);
        }
    }

    private static String path(String namespace, String plural, String name) {
        return "/api/v1/namespaces/%s/%s/%s"
                .formatted(KindDefinition.segment(namespace), plural, KindDefinition.segment(name));
    }

    /// `secrets/regcred of namespace prod`.
    private static String described(String path) {
        String[] parts = path.split("/", -1);
        return "%s/%s of namespace %s".formatted(parts[5], parts[6], parts[4]);
    }

    private static void each(Set<String> paths, Parallel.Work<String> work)
            throws InterruptedException {
        Parallel.each(paths, AT_ONCE, work);
    }
}
