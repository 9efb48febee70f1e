// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import io.micronaut.context.env.Environment;
import io.micronaut.core.io.scan.ClassPathResourceLoader;
import io.micronaut.runtime.Micronaut;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/// The start of a service, which tells what is wrong with the configuration as sentences and not as
/// a stack trace.
public final class Service extends Micronaut {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private Service() {}

    /// @param arguments Micronaut's: `-pushwire.cluster=prod` sets a property
    public static Micronaut with(String... arguments) {
        Micronaut service = new Service().args(arguments).banner(false);
        service.deduceEnvironment(false);
        return service;
    }

    @Override
    public ClassPathResourceLoader getResourceLoader() {
        return new ClassPathFiles(super.getResourceLoader());
    }

    @Override
    protected void handleStartupException(Environment environment, Throwable exception) {
        sentences(exception)
                .ifPresent(text -> {
                    LOG.error("{}", text);
                    System.exit(1);
                });
        super.handleStartupException(environment, exception);
    }

    /// What the records and checks of the configuration say, however deep it is wrapped.
    public static Optional<String> sentences(Throwable exception) {
        for (Throwable thrown = exception; thrown != null; thrown = thrown.getCause()) {
            String message = String.valueOf(thrown.getMessage());
            if (thrown instanceof UnusableConfigurationException
                    || (thrown instanceof IllegalArgumentException
                            && message.startsWith(KnownKeys.PREFIX))) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }
}
