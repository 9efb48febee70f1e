// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import io.pushwire.image.RegistryHost;
import io.pushwire.registry.CredentialSource;
import io.pushwire.syncer.sync.Keyring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The credentials in a Secret of type `kubernetes.io/dockerconfigjson` or, older,
/// `kubernetes.io/dockercfg`.
final class DockerAuths {

    private DockerAuths() {}

    /// @param data of the Secret
    /// @throws RuntimeException if what is there cannot be read
    static Keyring of(JsonObject data) {
        JsonObject auths = new JsonObject();
        if (data.has(".dockerconfigjson")) {
            auths = JsonTree.object(decoded(data, ".dockerconfigjson"), "auths");
        } else if (data.has(".dockercfg")) {
            auths = decoded(data, ".dockercfg");
        }
        List<Keyring.Key> keys = new ArrayList<>();
        for (Map.Entry<String, JsonElement> entry : auths.entrySet()) {
            if (entry.getValue() instanceof JsonObject auth) {
                credential(auth)
                        .ifPresent(
                                found -> keys.add(new Keyring.Key(place(entry.getKey()), found)));
            }
        }
        return new Keyring(keys);
    }

    private static JsonObject decoded(JsonObject data, String field) {
        byte[] text = Base64.getMimeDecoder().decode(JsonTree.text(data, field));
        return JsonParser.parseString(new String(text, StandardCharsets.UTF_8)).getAsJsonObject();
    }

    private static Optional<CredentialSource.Given> credential(JsonObject auth) {
        String identity = JsonTree.text(auth, "identitytoken");
        String user = JsonTree.text(auth, "username");
        String password = JsonTree.text(auth, "password");
        String both = JsonTree.text(auth, "auth");
        if (!both.isEmpty()) {
            String decoded =
                    new String(Base64.getMimeDecoder().decode(both), StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            if (colon >= 0) {
                user = decoded.substring(0, colon);
                password = decoded.substring(colon + 1);
            }
        }
        if (!identity.isEmpty()) {
            return Optional.of(new CredentialSource.Given(user, identity, true));
        }
        return user.isEmpty()
                ? Optional.empty()
                : Optional.of(new CredentialSource.Given(user, password, false));
    }

    /// Docker wrote addresses of its API there once: `https://index.docker.io/v1/`.
    private static String place(String key) {
        String bare =
                key.replaceFirst("^https?://", "")
                        .replaceFirst("/+$", "")
                        .replaceFirst("/v[12]$", "");
        int slash = bare.indexOf('/');
        String host = slash < 0 ? bare : bare.substring(0, slash);
        String path = slash < 0 ? "" : bare.substring(slash);
        return (host.contains("*") ? host : RegistryHost.canonical(host)) + path;
    }
}
