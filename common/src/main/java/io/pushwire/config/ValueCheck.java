// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.BeanContextException;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Makes every configuration record and asks every check, and collects what they refuse.
final class ValueCheck {

    private final ApplicationContext context;
    private final TreeSet<String> problems = new TreeSet<>();

    ValueCheck(ApplicationContext context) {
        this.context = context;
    }

    /// One sentence for each problem.
    Collection<String> problems() {
        for (BeanDefinition<?> definition :
                context.getBeanDefinitions(
                        Qualifiers.byStereotype(ConfigurationProperties.class))) {
            Class<?> type = definition.getBeanType();
            // Records inside another one are made with it.
            if (type.getName().startsWith("io.pushwire.") && type.getEnclosingClass() == null) {
                collect(() -> {
                    var _ = context.getBean(definition);
                });
            }
        }
        for (BeanDefinition<ConfigurationCheck> definition :
                context.getBeanDefinitions(ConfigurationCheck.class)) {
            collect(() -> context.getBean(definition).check());
        }
        return problems;
    }

    private void collect(Runnable make) {
        try {
            make.run();
        } catch (UnusableConfigurationException | BeanContextException refused) {
            problems.addAll(sentences(refused));
        }
    }

    /// None for what says nothing to people: it fails again when it is made for its user.
    private static List<String> sentences(RuntimeException refused) {
        for (Throwable thrown = refused; thrown != null; thrown = thrown.getCause()) {
            String message = String.valueOf(thrown.getMessage());
            if (thrown instanceof UnusableConfigurationException unusable) {
                return unusable.problems();
            }
            if (thrown instanceof IllegalArgumentException
                    && message.startsWith(KnownKeys.PREFIX)) {
                return List.of(message);
            }
        }
        return List.of();
    }
}
