package org.fluxwatch.contract.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Innovation;

/// Records as schemas 1 to 3 had them, made records of the present. Analyses and innovations were flat then, and all of
/// the filter. Nothing is added but the system, nothing dropped: what a record lacks, or has beyond, it lacks and has
/// afterwards, and is refused for.
final class FormerForms {
    /// The first schema of which every record has the form of today.
    static final int PRESENT = 4;

    private static final String[] IDENTITY = {"domain", "day", "revision"};

    private FormerForms() {}

    /// Whether there are records of this type that have another form than today's.
    static boolean has(Class<?> type) {
        return type == Innovation.class || type == AnalysisRecord.class;
    }

    /// @param record of a type that has former forms; one of the present stays as it is, another is taken apart
    static JsonNode presentForm(JsonNode record) {
        if (!(record instanceof ObjectNode flat) || !flat.has("domain") || flat.has("identity")) return record;
        final ObjectNode present = flat.objectNode();
        present.set("identity", moved(flat, IDENTITY).put("system", AssimilationSystem.FILTER.label()));
        switch (flat.path("type").asText("innovation")) {
            case "innovation" -> nestInnovation(flat, present);
            case "daily-analysis" -> nestDailyAnalysis(flat, present);
            default -> {} // a field has no further parts, and what is none is refused by its type
        }
        present.setAll(flat);
        return present;
    }

    private static void nestInnovation(ObjectNode former, ObjectNode present) {
        final ObjectNode observation = moved(former, "sensor", "id", "errorPpm", "soundings", "standIns");
        move(former, observation, Map.of("granule", "source", "observedPpm", "ppm"));
        observation.set("position", moved(former, "time", "latitude", "longitude"));
        present.set("observation", observation);
        present.set("simulated", moved(former, "backgroundPpm", "analysisPpm"));
        present.set(
                "diagnostics",
                moved(former, "spreadPpm", "controlPpm", "forecastPpm", "rank").put("type", "filter"));
    }

    private static void nestDailyAnalysis(ObjectNode former, ObjectNode present) {
        present.set("sources", moved(former, "granules", "missingSensors", "standIns", "inputs"));
        final ObjectNode counts = moved(former, "innovations");
        move(former, counts, Map.of("counts", "byStatus"));
        present.set("counts", counts);
        present.set(
                "diagnostics",
                moved(former, "members", "smoothingDays", "chiSquare", "rankHistogram", "statistics")
                        .put("type", "filter"));
    }

    /// The properties as an object of their own, those that are there.
    private static ObjectNode moved(ObjectNode from, String... names) {
        final ObjectNode part = from.objectNode();
        for (String name : names) if (from.has(name)) part.set(name, from.remove(name));
        return part;
    }

    private static void move(ObjectNode from, ObjectNode to, Map<String, String> names) {
        names.forEach((former, present) -> {
            if (from.has(former)) to.set(present, from.remove(former));
        });
    }
}
