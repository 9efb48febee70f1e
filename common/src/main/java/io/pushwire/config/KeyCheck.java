// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Refuses keys that nobody reads, which Micronaut would ignore: a setting that is misspelt is one
/// that is not made. Tells them together with all other problems, so that nobody has to start
/// twice. The first bean of a context, so that nothing has started by then.
@Context
@Order(Ordered.HIGHEST_PRECEDENCE)
final class KeyCheck {

    // Kubernetes sets these for each service of the namespace; a service may be named like us.
    private static final Pattern OF_KUBERNETES =
            Pattern.compile(
                    "PUSHWIRE_([A-Z0-9_]+_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
                            + "|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");
    private static final String OF_OUR_TESTS = "PUSHWIRE_TEST_";

    /// @throws UnusableConfigurationException naming all unknown keys, and all else that is wrong
    KeyCheck(ApplicationContext context) {
        Environment environment = context.getEnvironment();
        KnownKeys known = KnownKeys.ofClassPath(environment.getClassLoader());
        Map<String, String> unknown = unknown(known, environment.getPropertySources());
        var problems = new TreeSet<>(unknown.values());
        problems.addAll(Unreadable.in(known, environment));
        new ValueCheck(context)
                .problems().stream()
                        .filter(problem -> !isConsequence(problem, unknown.keySet()))
                        .forEach(problems::add);
        refuse(problems);
    }

    static void check(KnownKeys known, Collection<PropertySource> sources) {
        refuse(new TreeSet<>(unknown(known, sources).values()));
    }

    private static void refuse(Set<String> problems) {
        if (!problems.isEmpty()) {
            throw new UnusableConfigurationException(List.copyOf(problems));
        }
    }

    /// The sentences by their keys.
    private static Map<String, String> unknown(
            KnownKeys known, Collection<PropertySource> sources) {
        Map<String, String> unknown = new TreeMap<>();
        for (PropertySource source : sources) {
            for (String key : source) {
                problem(known, source, key).ifPresent(sentence -> unknown.put(key, sentence));
            }
        }
        return unknown;
    }

    /// What is missing under a key is missing because the keys below it are misspelt.
    private static boolean isConsequence(String problem, Set<String> unknown) {
        String key = problem.substring(0, problem.indexOf(' ') + 1).strip();
        return unknown.stream().anyMatch(misspelt -> misspelt.startsWith(key + "."));
    }

    // Never the value: it may be a secret under a misspelt key.
    private static Optional<String> problem(KnownKeys known, PropertySource source, String key) {
        if (key.startsWith(KnownKeys.PREFIX)) {
            boolean emptySection = isEmpty(source.get(key)) && known.hasSection(key);
            return known.knows(key) || emptySection
                    ? Optional.empty()
                    : Optional.of(sentence(key, source, known.nearest(key)));
        }
        boolean ours =
                source.getConvention() == PropertyConvention.ENVIRONMENT_VARIABLE
                        && key.startsWith(KnownKeys.VARIABLE_PREFIX)
                        && !key.startsWith(OF_OUR_TESTS)
                        && !OF_KUBERNETES.matcher(key).matches();
        return !ours || known.knowsVariable(key)
                ? Optional.empty()
                : Optional.of(sentence(key, source, known.nearestVariable(key)));
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || value.toString().isEmpty() || value.toString().equals("{}");
    }

    private static String sentence(String key, PropertySource source, Optional<String> nearest) {
        return "%s (in %s) is no setting%s"
                .formatted(
                        key,
                        source.getName(),
                        nearest.map(known -> ": did you mean " + known + "?")
                                .orElse(": the README lists all of them"));
    }
}
