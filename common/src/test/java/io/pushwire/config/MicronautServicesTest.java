// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.env.PropertySourceLoader;
import io.micronaut.core.io.service.MicronautMetaServiceLoaderUtils;
import io.micronaut.core.io.service.ServiceDefinition;
import io.micronaut.core.io.service.SoftServiceLoader;
import io.micronaut.core.io.service.SoftServiceLoader.StaticServiceLoader;
import io.micronaut.core.optim.StaticOptimizations;
import io.micronaut.inject.BeanDefinitionReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// What is found, beside what Micronaut and the JVM find themselves.
class MicronautServicesTest {

    private static final String OWN = "META-INF/micronaut/" + Callable.class.getName() + "/";
    private static final String STANDARD = "META-INF/services/" + Callable.class.getName();

    @TempDir private Path directory;

    /// A service.
    public static final class First implements Callable<String> {
        @Override
        public String call() {
            return "first";
        }
    }

    /// Another one.
    public static final class Second implements Callable<String> {
        @Override
        public String call() {
            return "second";
        }
    }

    @Test
    void micronautAsksIt() {
        assertThat(StaticOptimizations.get(SoftServiceLoader.Optimizations.class)).isPresent();
    }

    @Test
    void findsTheBeansThatMicronautFinds() throws IOException {
        var found = new TreeSet<String>();
        all(loader(BeanDefinitionReference.class))
                .forEach(it -> found.add(it.getClass().getName()));
        var theirs =
                MicronautMetaServiceLoaderUtils.findAllMicronautMetaServices(
                        getClass().getClassLoader());
        assertThat(found).isNotEmpty();
        assertThat(theirs.get(BeanDefinitionReference.class.getName())).containsAll(found);
        // The others need a class that is not there, which Micronaut leaves out as well.
        assertThat(theirs.get(BeanDefinitionReference.class.getName()))
                .filteredOn(name -> !found.contains(name))
                .allMatch(MicronautServicesTest::isIncomplete);
    }

    @Test
    void findsTheServicesThatTheJvmFinds() {
        var found = new TreeSet<String>();
        all(loader(PropertySourceLoader.class)).forEach(it -> found.add(it.getClass().getName()));
        var jvms = new TreeSet<String>();
        ServiceLoader.load(PropertySourceLoader.class)
                .forEach(it -> jvms.add(it.getClass().getName()));
        assertThat(found).isNotEmpty().containsExactlyElementsOf(jvms);
    }

    @Test
    void readsFoldersAndJars() throws IOException {
        Path folder = directory.resolve("folder");
        Files.createDirectories(folder.resolve(OWN));
        Files.createFile(folder.resolve(OWN + First.class.getName()));
        Path jar =
                jar(
                        Map.of(
                                OWN,
                                "",
                                OWN + "io.pushwire.Absent",
                                "",
                                STANDARD,
                                "# ours\n\n%s # the second\n".formatted(Second.class.getName())));
        try (var classes =
                new URLClassLoader(
                        new URL[] {url(folder), url(jar)}, getClass().getClassLoader())) {
            Optional<StaticServiceLoader<?>> loader =
                    loader(new MicronautServices(classes), Callable.class);
            assertThat(all(loader))
                    .extracting(it -> ((Callable<?>) it).call().toString())
                    .containsExactlyInAnyOrder("first", "second");
            assertThat(loader.orElseThrow().findAll(name -> name.endsWith("First")))
                    .extracting(ServiceDefinition::getName)
                    .containsExactly(First.class.getName());
        }
    }

    @Test
    void hasNoneOfATypeThatNobodyOffers() {
        assertThat(all(loader(Runnable.class))).isEmpty();
    }

    private static Optional<StaticServiceLoader<?>> loader(Class<?> type) {
        return loader(new MicronautServices(), type);
    }

    private static Optional<StaticServiceLoader<?>> loader(
            MicronautServices services, Class<?> type) {
        return Optional.ofNullable(services.load().getServiceLoaders().get(type.getName()));
    }

    private static List<Object> all(Optional<StaticServiceLoader<?>> loader) {
        return List.copyOf(loader.orElseThrow().load(_ -> true));
    }

    private static boolean isIncomplete(String name) {
        try {
            Class.forName(name).getConstructor().newInstance();
            return false;
        } catch (ReflectiveOperationException | NoClassDefFoundError absent) {
            return true;
        }
    }

    private static URL url(Path path) throws IOException {
        return path.toUri().toURL();
    }

    private Path jar(Map<String, String> files) throws IOException {
        Path jar = directory.resolve("some.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                var entries = new JarOutputStream(out)) {
            // As every build tool does: what is in a folder comes behind it.
            entries.putNextEntry(new JarEntry("META-INF/micronaut/"));
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                entries.putNextEntry(new JarEntry(file.getKey()));
                entries.write(file.getValue().getBytes(UTF_8));
            }
        }
        return jar;
    }
}
