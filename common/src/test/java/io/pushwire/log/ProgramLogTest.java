// SPDX-License-Identifier: Apache-2.0
package io.pushwire.log;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/// What a program prints where.
class ProgramLogTest {

    private static final String FORMAT = "LOG_FORMAT";

    private final Map<String, String> settings = new HashMap<>();
    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void logbackFindsIt() {
        assertThat(ServiceLoader.load(Configurator.class))
                .anyMatch(configurator -> configurator instanceof ProgramLog);
    }

    @Test
    void aServicePrintsLines() {
        configure(false);
        assertThat(appender().getTarget()).isEqualTo("System.out");
        assertThat(printed(Level.INFO, "done", 7))
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  ProgramLogTest"
                                + " done took=\"7\" *\n");
        assertThat(logger().isInfoEnabled()).isTrue();
        assertThat(logger().isDebugEnabled()).isFalse();
    }

    @Test
    void aServicePrintsObjects() throws IOException {
        settings.put(FORMAT, "json");
        configure(false);
        assertThat(appender().getTarget()).isEqualTo("System.out");
        JsonNode line = new ObjectMapper().readTree(printed(Level.WARN, "done", 7));
        assertThat(line.at("/level").asText()).isEqualTo("WARN");
        assertThat(line.at("/formattedMessage").asText()).isEqualTo("done");
        assertThat(line.at("/kvpList/0/took").asText()).isEqualTo("7");
    }

    @Test
    void aFormThatThereIsNotIsText() {
        settings.put(FORMAT, "xml");
        configure(false);
        assertThat(printed(Level.INFO, "done", 7)).contains("INFO  ProgramLogTest done");
    }

    @Test
    void aCommandPrintsWhatGoesWrongBesideItsAnswer() {
        configure(true);
        assertThat(appender().getTarget()).isEqualTo("System.err");
        assertThat(printed(Level.WARN, "gone wrong", 7))
                .isEqualTo("WARN  ProgramLogTest gone wrong took=\"7\"\n");
        assertThat(logger().isWarnEnabled()).isTrue();
        assertThat(logger().isInfoEnabled()).isFalse();
        assertThat(context.getLogger("org.apache.kafka.clients.NetworkClient").isErrorEnabled())
                .isFalse();
    }

    @Test
    void librariesAreQuieterThanWeAre() {
        configure(false);
        assertThat(context.getLogger("org.apache.kafka.clients.Metadata").getEffectiveLevel())
                .isEqualTo(Level.WARN);
        assertThat(
                        context.getLogger("io.kubernetes.client.informer.cache.Controller")
                                .getEffectiveLevel())
                .isEqualTo(Level.OFF);
    }

    @Test
    void aFileThatIsNamedCounts() {
        settings.put("logback.configurationFile", "mine.xml");
        settings.put(FORMAT, "json");
        assertThat(configured(false, Set.of())).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(configured(true, Set.of())).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
    }

    @Test
    void aFileOfTheClassPathCountsForAServiceUnlessAFormIsNamed() {
        for (String file : Set.of("logback-test.xml", "logback.xml")) {
            assertThat(configured(false, Set.of(file)))
                    .isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
            assertThat(configured(true, Set.of(file)))
                    .isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        }
        settings.put(FORMAT, "json");
        assertThat(configured(false, Set.of("logback-test.xml")))
                .isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    }

    private void configure(boolean ofCommand) {
        assertThat(configured(ofCommand, Set.of()))
                .isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    }

    private ExecutionStatus configured(boolean ofCommand, Set<String> files) {
        return new ProgramLog(name -> Optional.ofNullable(settings.get(name)), files::contains)
                .configure(context, ofCommand);
    }

    private Logger logger() {
        return context.getLogger(ProgramLogTest.class);
    }

    private ConsoleAppender<ILoggingEvent> appender() {
        var all = context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        var only = (ConsoleAppender<ILoggingEvent>) all.next();
        assertThat(all.hasNext()).isFalse();
        return only;
    }

    private String printed(Level level, String message, int took) {
        var event = new LoggingEvent("", logger(), level, message, null, null);
        event.addKeyValuePair(new KeyValuePair("took", took));
        return new String(appender().getEncoder().encode(event), UTF_8);
    }
}
