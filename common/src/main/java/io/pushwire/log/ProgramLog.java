// SPDX-License-Identifier: Apache-2.0
package io.pushwire.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The log of a service: standard output, from INFO on, in the form that `LOG_FORMAT` names, in the
/// environment or as a system property: `text` (default) or `json`, an object on each line. The log
/// of a command, which answers on standard output: only what goes wrong, beside it.
///
/// Made here and not read from a file, which takes a tenth of a service's start and is longer than
/// many a command. A file counts all the same where there is one: the one that the system property
/// `logback.configurationFile` names; for a service without `LOG_FORMAT` also `logback-test.xml`
/// and `logback.xml` of the class path. Logback finds this class through `META-INF/services`.
public final class ProgramLog extends ContextAwareBase implements Configurator {

    private static final String FILE = "logback.configurationFile";
    private static final String FORMAT = "LOG_FORMAT";
    private static final String TEXT = "text";
    private static final String JSON = "json";

    private static final String SERVICE_LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{0} %msg %kvp %X%n";
    private static final String COMMAND_LINE = "%-5level %logger{0} %msg %kvp%n";

    private static final String INFORMERS = "io.kubernetes.client.informer";
    private static final Map<String, Level> QUIETER =
            Map.of(
                    "org.apache.kafka",
                    Level.WARN,
                    // Warns of each partition whose end is asked for without reading it, which
                    // every
                    // start does.
                    "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils",
                    Level.ERROR,
                    INFORMERS,
                    Level.WARN,
                    // Their only words are that they were stopped, as an error.
                    INFORMERS + ".cache.Controller",
                    Level.OFF,
                    INFORMERS + ".cache.ProcessorListener",
                    Level.OFF,
                    // Says of each executor of virtual threads that it has no size.
                    "io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics",
                    Level.WARN,
                    // Kafka's own metrics have names with and without a tag; the second form is
                    // dropped.
                    "io.micrometer.prometheusmetrics.PrometheusMeterRegistry",
                    Level.ERROR);

    private static volatile boolean command;

    private final Function<String, Optional<String>> settings;
    private final Predicate<String> onClassPath;

    /// For logback.
    public ProgramLog() {
        this(ProgramLog::setting, name -> ProgramLog.class.getResource("/" + name) != null);
    }

    /// @param settings by their names
    /// @param onClassPath whether there is a file of that name
    ProgramLog(Function<String, Optional<String>> settings, Predicate<String> onClassPath) {
        this.settings = settings;
        this.onClassPath = onClassPath;
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name)));
    }

    /// Says that this program is a command. Before the first logger is made, which decides where
    /// the log goes.
    public static void ofCommand() {
        command = true;
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        return configure(context, command);
    }

    ExecutionStatus configure(LoggerContext context, boolean ofCommand) {
        Optional<String> format = settings.apply(FORMAT).filter(said -> !said.isBlank());
        if (settings.apply(FILE).isPresent() || (!ofCommand && format.isEmpty() && hasFile())) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        QUIETER.forEach((name, level) -> context.getLogger(name).setLevel(level));
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        if (ofCommand) {
            context.getLogger("org.apache.kafka").setLevel(Level.OFF);
            root.setLevel(Level.WARN);
            root.addAppender(appender(context, "System.err", text(COMMAND_LINE)));
        } else {
            root.setLevel(Level.INFO);
            root.addAppender(appender(context, "System.out", form(format.orElse(TEXT))));
            format.ifPresent(said -> warnOfForm(context, said));
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private boolean hasFile() {
        return Stream.of("logback-test.xml", "logback.xml").anyMatch(onClassPath);
    }

    private static Encoder<ILoggingEvent> form(String format) {
        return format.toLowerCase(Locale.ROOT).equals(JSON) ? json() : text(SERVICE_LINE);
    }

    private static void warnOfForm(LoggerContext context, String format) {
        if (!Set.of(TEXT, JSON).contains(format.toLowerCase(Locale.ROOT))) {
            context.getLogger(ProgramLog.class)
                    .warn(
                            "{} is \"{}\", which is neither text nor json: this is text",
                            FORMAT,
                            format);
        }
    }

    private static Encoder<ILoggingEvent> text(String pattern) {
        var encoder = new PatternLayoutEncoder();
        encoder.setPattern(pattern);
        return encoder;
    }

    private static Encoder<ILoggingEvent> json() {
        var encoder = new JsonEncoder();
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        return encoder;
    }

    private static ConsoleAppender<ILoggingEvent> appender(
            LoggerContext context, String target, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget(target);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
