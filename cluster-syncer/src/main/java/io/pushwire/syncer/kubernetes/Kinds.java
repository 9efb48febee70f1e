// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.pushwire.config.ConfigurationCheck;
import io.pushwire.config.UnusableConfigurationException;
import io.pushwire.syncer.decision.Workload.RestartStyle;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// The kinds of workloads that are looked after: the known ones and those of the configuration.
@Singleton
final class Kinds implements ConfigurationCheck {

    private static final String KEY = "pushwire.kinds.";
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9]+(?:\\.[A-Za-z0-9]+)*");
    private static final Pattern PART = Pattern.compile("[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?");
    private static final Map<String, RestartStyle> RESTARTS =
            Map.of(
                    "template-annotation", RestartStyle.TEMPLATE_ANNOTATION,
                    "restart-at", RestartStyle.RESTART_AT,
                    "none", RestartStyle.NONE);

    private final Collection<KindConfig> configured;

    Kinds(Collection<KindConfig> configured) {
        this.configured = List.copyOf(configured);
    }

    @Override
    public void check() {
        enabled(Set.of());
    }

    /// Those that are switched on.
    ///
    /// @param labels which labels are kept of their objects
    /// @throws UnusableConfigurationException naming all that is wrong
    List<KindDefinition> enabled(Set<String> labels) {
        var problems = new ArrayList<String>();
        Map<String, KindDefinition> kinds = new LinkedHashMap<>();
        KindDefinition.known(labels).forEach(kind -> kinds.put(kind.name(), kind));
        Set<String> known = Set.copyOf(kinds.keySet());
        for (KindConfig config : configured) {
            if (!known.contains(config.name())) {
                KindDefinition own = own(config, labels, problems);
                kinds.values().stream()
                        .filter(other -> other.kind().equals(own.kind()))
                        .forEach(other ->
                                problems.add(
                                        "%s%s.kind is \"%s\", which %s has already"
                                                .formatted(
                                                        KEY,
                                                        config.name(),
                                                        own.kind(),
                                                        other.name())));
                kinds.put(config.name(), own);
            } else if (!config.isSwitchOnly()) {
                problems.add(
                        "%s%s is known: only its enabled can be set; give a kind of your own another name"
                                .formatted(KEY, config.name()));
            }
        }
        if (!problems.isEmpty()) {
            throw new UnusableConfigurationException(problems.stream().sorted().toList());
        }
        return kinds.values().stream().filter(kind -> isEnabled(kind.name())).toList();
    }

    private boolean isEnabled(String name) {
        return configured.stream()
                .filter(config -> config.name().equals(name))
                .map(KindConfig::enabled)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElse(!name.equals(KindDefinition.PODS));
    }

    private static KindDefinition own(
            KindConfig config, Set<String> labels, List<String> problems) {
        String template = config.template() == null ? "spec.template" : config.template();
        if (!PATH.matcher(template).matches()) {
            problems.add(
                    "%s%s.template is \"%s\": write the names of the fields, for example spec.template"
                            .formatted(KEY, config.name(), template));
        }
        return new KindDefinition(
                config.name(),
                required(config, "kind", config.kind(), Pattern.compile("\\w+"), problems),
                required(config, "group", config.group(), PART, problems),
                required(config, "version", config.version(), PART, problems),
                required(config, "plural", config.plural(), PART, problems),
                List.of(template.split("\\.", -1)),
                restart(config, problems),
                true,
                labels);
    }

    private static String required(
            KindConfig config,
            String key,
            @Nullable String value,
            Pattern form,
            List<String> problems) {
        if (value == null || !form.matcher(value).matches()) {
            problems.add(
                    "%s%s.%s is %s; a kind of your own needs group, version, plural and kind"
                            .formatted(
                                    KEY,
                                    config.name(),
                                    key,
                                    value == null ? "not set" : "\"" + value + "\""));
        }
        return value == null ? "" : value;
    }

    private static RestartStyle restart(KindConfig config, List<String> problems) {
        String text =
                config.restart() == null
                        ? "template-annotation"
                        : config.restart().toLowerCase(Locale.ROOT);
        RestartStyle style = RESTARTS.get(text);
        if (style == null) {
            problems.add(
                    "%s%s.restart is \"%s\": use template-annotation, restart-at or none"
                            .formatted(KEY, config.name(), text));
            return RestartStyle.NONE;
        }
        return style;
    }
}
