package org.fluxwatch.contract.service;

import java.time.LocalDate;
import java.util.Map;
import org.fluxwatch.contract.record.GranuleRecord;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Sensor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// What a thread is at, as fields of each line that it logs meanwhile, whoever says it.
/// ```
/// try (var _ = LogFields.of("east-asia", day)) { ... }      closed, those of before are back
/// ```
/// Nothing of it goes to other threads by itself.
public final class LogFields implements AutoCloseable {
    private final @Nullable Map<String, String> before = MDC.getCopyOfContextMap();

    private LogFields() {}

    /// Of a domain, with no day in particular.
    public static LogFields of(String domain) {
        return new LogFields().with("domain", domain);
    }

    public static LogFields of(String domain, LocalDate day) {
        return of(domain).with("day", day.toString());
    }

    /// Of a granule, in no domain in particular.
    public static LogFields of(String granule, Sensor sensor, LocalDate day) {
        return new LogFields()
                .with("granule", granule)
                .with("sensor", sensor.label())
                .with("day", day.toString());
    }

    /// Of a day that is no domain's.
    public static LogFields of(LocalDate day) {
        return new LogFields().with("day", day.toString());
    }

    public static LogFields of(ObservationRecord record) {
        final LogFields fields = of(record.domain());
        if (record instanceof GranuleRecord granule)
            fields.with("granule", granule.granule())
                    .with("sensor", granule.sensor().label())
                    .with("day", granule.day().toString());
        return fields;
    }

    private LogFields with(String name, String value) {
        MDC.put(name, value);
        return this;
    }

    @Override
    public void close() {
        if (before == null) MDC.clear();
        else MDC.setContextMap(before);
    }
}
