// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/// A command answers on its standard output; only what goes wrong is logged, beside it. Made here
/// and not read from a file: that would take longer than many a command.
///
/// Logback finds it in `META-INF/services`; the service's own log is read from its file.
public final class CommandLog extends ContextAwareBase implements Configurator {

    private static volatile boolean wanted;

    /// Before the first logger is made, which decides where the log goes.
    static void want() {
        wanted = true;
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (!wanted) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%-5level %logger{0} %msg %kvp%n");
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        context.getLogger("org.apache.kafka").setLevel(Level.OFF);
        // Their only words are that they were stopped, as an error.
        String informer = "io.kubernetes.client.informer.cache.";
        context.getLogger(informer + "Controller").setLevel(Level.OFF);
        context.getLogger(informer + "ProcessorListener").setLevel(Level.OFF);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
