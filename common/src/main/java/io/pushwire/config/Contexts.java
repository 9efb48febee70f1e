// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.DefaultApplicationContextBuilder;
import io.micronaut.core.io.scan.ClassPathResourceLoader;

/// The contexts of commands: nothing is guessed about where they run.
public final class Contexts extends DefaultApplicationContextBuilder {

    private Contexts() {}

    public static ApplicationContextBuilder builder() {
        return new Contexts().deduceEnvironment(false).banner(false);
    }

    @Override
    public ClassPathResourceLoader getResourceLoader() {
        return new ClassPathFiles(super.getResourceLoader());
    }
}
