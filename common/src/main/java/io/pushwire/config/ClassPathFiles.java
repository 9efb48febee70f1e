// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.core.io.scan.ClassPathResourceLoader;

import java.io.InputStream;
import java.net.URL;
import java.util.Optional;
import java.util.stream.Stream;

/// Micronaut's resources, read by the class loader. Micronaut itself opens a file system of the
/// whole jar for each file, which for a jar with everything in it takes a tenth of a second.
///
/// @param micronauts for everything but to read
record ClassPathFiles(ClassPathResourceLoader micronauts) implements ClassPathResourceLoader {

    private static final String PREFIX = "classpath:";

    @Override
    public ClassLoader getClassLoader() {
        return micronauts.getClassLoader();
    }

    @Override
    public Optional<InputStream> getResourceAsStream(String path) {
        String name = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
        return name.isEmpty() || name.endsWith("/")
                ? Optional.empty()
                : Optional.ofNullable(getClassLoader().getResourceAsStream(name));
    }

    @Override
    public Optional<URL> getResource(String path) {
        return micronauts.getResource(path);
    }

    @Override
    public Stream<URL> getResources(String name) {
        return micronauts.getResources(name);
    }

    @Override
    public ResourceLoader forBase(String basePath) {
        return micronauts.forBase(basePath);
    }
}
