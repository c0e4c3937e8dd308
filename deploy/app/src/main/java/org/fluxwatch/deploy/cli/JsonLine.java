package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// An event as one line: an object of texts alone, in ASCII. Beside `timestamp`, `level`, `logger`, `thread`, `message`
/// and, where there is one, `exception` with its trace it has what the thread was at
/// ([org.fluxwatch.contract.service.LogFields]). logback's own encoder has these in an object of their own, and the
/// trace as an array, which Loki and Elastic do not take as fields.
final class JsonLine extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public String doLayout(ILoggingEvent event) {
        final Map<String, String> fields = new LinkedHashMap<>();
        fields.put("timestamp", MILLISECONDS.format(Instant.ofEpochMilli(event.getTimeStamp())));
        fields.put("level", event.getLevel().toString());
        fields.put("logger", event.getLoggerName());
        fields.put("thread", event.getThreadName());
        event.getMDCPropertyMap().forEach(fields::putIfAbsent);
        fields.put("message", String.valueOf(event.getFormattedMessage()));
        if (event.getThrowableProxy() != null)
            fields.put("exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        try {
            return JSON.writeValueAsString(fields) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line of the log cannot be written", e);
        }
    }
}
