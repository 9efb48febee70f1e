// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// YAML (and so JSON) as people write manifests: several documents, read as JSON trees.
public final class YamlText {
    private YamlText() {}

    /// The documents that are objects, empty ones left out.
    ///
    /// Throws [MalformedJsonException] for text that is no YAML, and for a document that is not an
    /// object.
    public static List<JsonObject> objects(String text) {
        return text.stripLeading().startsWith("{") ? oneOrMore(text) : documents(text);
    }

    /// JSON is read as such where it is one object, which is many times faster.
    private static List<JsonObject> oneOrMore(String text) {
        try {
            return List.of(Trees.object(text));
        } catch (MalformedJsonException e) {
            return documents(text);
        }
    }

    private static List<JsonObject> documents(String text) {
        var found = new ArrayList<JsonObject>();
        try {
            for (var document : yaml().loadAll(text)) {
                if (document == null) {
                    continue;
                }
                if (!(tree(document) instanceof JsonObject object)) {
                    throw new MalformedJsonException(
                            "Expected a YAML document with an object but found " + document);
                }
                found.add(object);
            }
        } catch (YAMLException e) {
            throw new MalformedJsonException("Expected YAML but " + e.getMessage(), e);
        }
        return found;
    }

    private static Yaml yaml() {
        var loading = new LoaderOptions();
        loading.setCodePointLimit(Integer.MAX_VALUE);
        var dumping = new DumperOptions();
        return new Yaml(
                new SafeConstructor(loading),
                new Representer(dumping),
                dumping,
                loading,
                new NoTimestamps());
    }

    private static JsonValue tree(@Nullable Object value) {
        return switch (value) {
            case null -> JsonValue.NULL;
            case Map<?, ?> map -> object(map);
            case List<?> list -> {
                var array = Trees.list();
                list.forEach(item -> array.add(tree(item)));
                yield array.build();
            }
            case Boolean truth -> truth ? JsonValue.TRUE : JsonValue.FALSE;
            case BigInteger big -> Trees.PROVIDER.createValue(big);
            case Integer whole -> Trees.PROVIDER.createValue(whole);
            case Long whole -> Trees.PROVIDER.createValue(whole);
            case Number broken -> Trees.PROVIDER.createValue(new BigDecimal(broken.toString()));
            default -> Trees.string(value.toString());
        };
    }

    private static JsonObject object(Map<?, ?> map) {
        var object = Trees.builder();
        map.forEach((key, item) -> object.add(String.valueOf(key), tree(item)));
        return object.build();
    }

    /// JSON has no dates: `2026-01-01` stays the text it was, as in Kubernetes' own reader.
    private static final class NoTimestamps extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
            addImplicitResolver(Tag.INT, INT, "-+0123456789");
            addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }
}
