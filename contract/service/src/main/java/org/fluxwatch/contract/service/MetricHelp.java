package org.fluxwatch.contract.service;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;

/// Gives meters the text that stands as `# HELP` before their values, where they have none of their own.
public final class MetricHelp implements MeterFilter {
    private final Map<String, String> texts;

    /// @param texts by name, as Prometheus has it without `_total`
    public MetricHelp(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        final String text = texts.get(id.getName().replace('.', '_'));
        return text == null || id.getDescription() != null
                ? id
                : new Meter.Id(id.getName(), Tags.of(id.getTagsAsIterable()), id.getBaseUnit(), text, id.getType());
    }
}
