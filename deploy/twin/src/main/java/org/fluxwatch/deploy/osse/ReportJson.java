package org.fluxwatch.deploy.osse;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.RecordSerde;

/// The report as JSON; NaN, which JSON has not, is null.
final class ReportJson {
    private static final ObjectMapper MAPPER = RecordSerde.jsonMapper()
            .copy()
            .registerModule(new SimpleModule()
                    .addSerializer(Double.class, new Numbers())
                    .addSerializer(double.class, new Numbers()));
    private static final ObjectMapper SETTINGS =
            RecordSerde.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);

    /// Settings that cannot change a figure.
    private static final List<String> NO_MATTER = List.of("http-port", "threads", "application-id");

    private ReportJson() {}

    /// The first filter's report; those beside it lie in it under their names.
    static String of(List<TrialReport> trials) throws JsonProcessingException {
        final ObjectNode report = report(trials.getFirst());
        for (TrialReport beside : trials.subList(1, trials.size())) report.set(beside.name(), report(beside));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static ObjectNode report(TrialReport trial) {
        final ObjectNode report = MAPPER.valueToTree(trial.report());
        report.set("stopped", MAPPER.valueToTree(trial.stop().orElse(null)));
        return report;
    }

    /// What a run depends on, with the keys of the settings file.
    static JsonNode settings(Settings settings) {
        final ObjectNode used = SETTINGS.createObjectNode();
        used.set("domains", SETTINGS.valueToTree(settings.domains()));
        used.set("ingest", relevant(settings.ingest()));
        used.set("assimilate", relevant(settings.assimilate()));
        return used;
    }

    private static JsonNode relevant(Object section) {
        final ObjectNode node = SETTINGS.valueToTree(section);
        return node.remove(NO_MATTER);
    }

    private static final class Numbers extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) out.writeNumber(value);
            else out.writeNull();
        }
    }
}
