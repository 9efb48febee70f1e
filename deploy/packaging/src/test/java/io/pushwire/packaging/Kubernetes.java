// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import com.google.gson.JsonElement;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;

import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.util.ModelMapper;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesObject;

import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What Kubernetes would say of a manifest: built-in kinds by client-java's generated types, which
/// know every field, others by schemas that are kept beside the tests.
final class Kubernetes {

    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);

    private Kubernetes() {}

    /// What is wrong, in no particular form.
    static List<String> problems(Manifest manifest) {
        return isBuiltIn(manifest) ? byType(type(manifest), manifest) : bySchema(manifest);
    }

    static boolean isBuiltIn(Manifest manifest) {
        return !type(manifest).equals(DynamicKubernetesObject.class);
    }

    private static Class<?> type(Manifest manifest) {
        Class<?> known = ModelMapper.getApiTypeClass(manifest.apiVersion(), manifest.kind());
        return known == null ? DynamicKubernetesObject.class : known;
    }

    private static List<String> byType(Class<?> type, Manifest manifest) {
        try {
            type.getMethod("validateJsonElement", JsonElement.class).invoke(null, manifest.json());
            // Types of values are known only by reading it.
            return JSON.getGson().fromJson(manifest.json(), type) == null
                    ? List.of("it is empty")
                    : List.of();
        } catch (InvocationTargetException refused) {
            return List.of(String.valueOf(refused.getCause()));
        } catch (RuntimeException unreadable) {
            return List.of(unreadable.toString());
        } catch (ReflectiveOperationException other) {
            throw new LinkageError(type.getName(), other);
        }
    }

    private static List<String> bySchema(Manifest manifest) {
        return schema(manifest)
                .map(schema ->
                        schema.validate(manifest.json().toString(), InputFormat.JSON).stream()
                                .map(Object::toString)
                                .toList())
                .orElseGet(() ->
                        List.of("no schema of " + manifest.apiVersion() + " " + manifest.kind()));
    }

    private static Optional<JsonSchema> schema(Manifest manifest) {
        String file = "schemas/" + manifest.kind().toLowerCase(Locale.ROOT) + ".json";
        InputStream text = Kubernetes.class.getClassLoader().getResourceAsStream(file);
        return Optional.ofNullable(text).map(SCHEMAS::getSchema);
    }
}
