package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.fluxwatch.contract.settings.LogSettings;
import org.fluxwatch.contract.text.Printable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Where log lines go: standard error, and a file that is rolled at 20 MB, five of which are kept. Texts of others
/// cannot forge a line or steer a terminal: see [Message], [Trace] and [JsonLine].
public final class Logs {
    private static final String PATTERN = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\",UTC} %-5level %logger{0} %plainMsg";
    private static final String WITH_TRACE = PATTERN + "%n%plainEx";

    /// Without a line of a kind, after which what Kafka meant by it is over.
    private static final Duration KAFKA_QUIET = Duration.ofSeconds(10);

    /// Of an exception only its first line; the file has the rest.
    private static final String ONE_LINE = PATTERN + " %replace(%plainEx{1}){'(?s)^ +|[\\r\\n].*', ''}%n%nopex";

    /// What was said, on one line.
    public static final class Message extends MessageConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return Printable.line(String.valueOf(event.getFormattedMessage()));
        }
    }

    /// An exception with its trace, whose lines cannot be taken for lines of the log, whatever its messages say.
    public static final class Trace extends ThrowableProxyConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return super.convert(event)
                    .lines()
                    .map(line -> (line.startsWith("\t") ? "\t" : "  ") + Printable.line(line.strip()) + "\n")
                    .collect(Collectors.joining());
        }
    }

    private Logs() {}

    /// Lines for people.
    ///
    /// @param console least level on standard error
    /// @param folder of `fluxwatch.log`, or null for none
    public static void to(Level console, @Nullable Path folder) {
        to(console, folder, LogSettings.Format.TEXT);
    }

    /// @param console least level on standard error
    /// @param folder of `fluxwatch.log`, or null for none
    public static void to(Level console, @Nullable Path folder, LogSettings.Format format) {
        final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        context.getLogger("org.fluxwatch").setLevel(Level.INFO);
        // warns each time publish asks how far the topics it is not assigned have come
        context.getLogger("org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils")
                .setLevel(Level.ERROR);
        // once a second and client; KafkaWait says it once
        context.getLogger("org.apache.kafka.clients.NetworkClient").setLevel(Level.ERROR);
        // each record that is skipped, with its whole stack; FailureAnswers says it in one line, and few of very many
        context.getLogger("org.apache.kafka.streams.processor.internals.RecordDeserializer")
                .setLevel(Level.ERROR);
        context.getLogger("org.apache.kafka.streams.processor.internals.ProcessorNode")
                .setLevel(Level.ERROR);
        // recommends what this version of Kafka does not do by itself
        context.getLogger("org.apache.kafka.streams.StreamsConfig").setLevel(Level.ERROR);
        // says for each task and at every rebalance that an instance alone has no standby
        context.getLogger("org.apache.kafka.streams.processor.internals.assignment.DefaultStandbyTaskAssignor")
                .setLevel(Level.ERROR);
        // warns at every file written that writing is in alpha; the twin's tests have other programs read them
        context.getLogger("io.jhdf.WritableHdfFile").setLevel(Level.ERROR);
        context.addTurboFilter(new KafkaNoise(KAFKA_QUIET));
        final ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setTarget("System.err");
        final ThresholdFilter threshold = new ThresholdFilter();
        threshold.setLevel(console.toString());
        threshold.start();
        stderr.addFilter(threshold);
        start(root, context, stderr, layout(format, ONE_LINE));
        if (folder != null) start(root, context, file(context, folder), layout(format, WITH_TRACE));
    }

    /// @param pattern of text
    private static Layout<ILoggingEvent> layout(LogSettings.Format format, String pattern) {
        return switch (format) {
            case TEXT -> {
                final PatternLayout layout = new PatternLayout();
                layout.getInstanceConverterMap().putAll(Map.of("plainMsg", Message::new, "plainEx", Trace::new));
                layout.setPattern(pattern);
                yield layout;
            }
            case JSON -> new JsonLine();
        };
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path folder) {
        final RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setFile(folder.resolve("fluxwatch.log").toString());
        final FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(folder.resolve("fluxwatch.%i.log").toString());
        rolling.setMaxIndex(5);
        rolling.start();
        final SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf("20MB"));
        size.start();
        file.setRollingPolicy(rolling);
        file.setTriggeringPolicy(size);
        return file;
    }

    private static void start(
            Logger root,
            LoggerContext context,
            OutputStreamAppender<ILoggingEvent> appender,
            Layout<ILoggingEvent> layout) {
        layout.setContext(context);
        layout.start();
        final LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        root.addAppender(appender);
    }
}
