// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import io.micronaut.core.io.service.SoftServiceLoader;
import io.micronaut.core.io.service.SoftServiceLoader.StaticDefinition;
import io.micronaut.core.io.service.SoftServiceLoader.StaticServiceLoader;
import io.micronaut.core.optim.StaticOptimizations;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.stream.Stream;

/// The names that Micronaut looks up on the class path: its own under `META-INF/micronaut/TYPE/`, a
/// file for each, and those of `META-INF/services/TYPE`. Micronaut opens a file system of each jar
/// for them, which for a jar with everything in it takes a fifth of a second and ten megabytes; the
/// JVM has its table of contents open already. Found by Micronaut through `META-INF/services`.
public final class MicronautServices
        implements StaticOptimizations.Loader<SoftServiceLoader.Optimizations> {

    private static final String OWN = "META-INF/micronaut/";
    private static final String STANDARD = "META-INF/services/";

    private final ClassLoader classLoader;

    /// For Micronaut.
    public MicronautServices() {
        this(SoftServiceLoader.class.getClassLoader());
    }

    MicronautServices(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    @Override
    public SoftServiceLoader.Optimizations load() {
        return new SoftServiceLoader.Optimizations(new ByType(this));
    }

    /// Every type has its services, be it none.
    private static final class ByType extends AbstractMap<String, StaticServiceLoader<?>> {

        private final MicronautServices services;
        private final Map<String, Services> known = new ConcurrentHashMap<>();
        private @Nullable Map<String, Set<String>> own;

        ByType(MicronautServices services) {
            this.services = services;
        }

        @Override
        public boolean containsKey(Object type) {
            return type instanceof String;
        }

        @Override
        public @Nullable StaticServiceLoader<?> get(Object type) {
            return type instanceof String name ? known.computeIfAbsent(name, this::find) : null;
        }

        /// Those that were asked for so far.
        @Override
        public Set<Entry<String, StaticServiceLoader<?>>> entrySet() {
            return Collections.<String, StaticServiceLoader<?>>unmodifiableMap(known).entrySet();
        }

        private Services find(String type) {
            Set<String> names = services.standard(type);
            names.addAll(own().getOrDefault(type, Set.of()));
            return new Services(names, services.classLoader);
        }

        private synchronized Map<String, Set<String>> own() {
            Map<String, Set<String>> found = own;
            if (found == null) {
                found = services.own();
                own = found;
            }
            return found;
        }
    }

    /// The services of one type.
    private record Services(Set<String> names, ClassLoader classLoader)
            implements StaticServiceLoader<Object> {

        private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();
        private static final MethodType NO_ARGUMENTS = MethodType.methodType(void.class);

        @Override
        public Stream<StaticDefinition<Object>> findAll(Predicate<String> wanted) {
            return names.stream().filter(wanted).flatMap(this::define);
        }

        /// A service is left out whose class, or one that it is made of, is not there: it goes with
        /// something optional.
        private Stream<StaticDefinition<Object>> define(String name) {
            try {
                Object service =
                        LOOKUP.findConstructor(
                                        Class.forName(name, false, classLoader), NO_ARGUMENTS)
                                .invoke();
                return Stream.of(StaticDefinition.of(name, () -> service));
            } catch (NoClassDefFoundError
                    | ClassNotFoundException
                    | NoSuchMethodException
                    | IllegalAccessException absent) {
                return Stream.empty();
            } catch (RuntimeException | Error failed) {
                throw failed;
            } catch (Throwable failed) {
                throw new IllegalStateException(
                        "Tried to make a " + name + " but " + failed.getMessage(), failed);
            }
        }
    }

    /// Each name on a line of its own, which may end with a comment.
    private Set<String> standard(String type) {
        var names = new LinkedHashSet<String>();
        for (URL file : resources(STANDARD + type)) {
            try (InputStream in = file.openStream()) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(name -> !name.isEmpty())
                        .forEach(names::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("Tried to read " + file, unreadable);
            }
        }
        return names;
    }

    private Map<String, Set<String>> own() {
        var byType = new HashMap<String, Set<String>>();
        for (URL folder : resources(OWN)) {
            try {
                below(folder, byType);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("Tried to read " + folder, unreadable);
            }
        }
        return byType;
    }

    private static void below(URL folder, Map<String, Set<String>> byType) throws IOException {
        URLConnection connection = folder.openConnection();
        if (connection instanceof JarURLConnection inJar) {
            inJar.getJarFile().stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(OWN))
                    .forEach(name -> note(name.substring(OWN.length()), byType));
            return;
        }
        Path root = Path.of(URI.create(folder.toString()));
        try (Stream<Path> files = Files.walk(root, 2, FileVisitOption.FOLLOW_LINKS)) {
            files.forEach(
                    file -> note(root.relativize(file).toString().replace('\\', '/'), byType));
        }
    }

    /// @param path `TYPE/NAME`; anything else is a folder
    private static void note(String path, Map<String, Set<String>> byType) {
        int slash = path.indexOf('/');
        if (slash > 0 && slash < path.length() - 1) {
            byType.computeIfAbsent(path.substring(0, slash), _ -> new LinkedHashSet<>())
                    .add(path.substring(slash + 1));
        }
    }

    private Iterable<URL> resources(String name) {
        try {
            return Collections.list(classLoader.getResources(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Tried to find " + name, unreadable);
        }
    }
}
