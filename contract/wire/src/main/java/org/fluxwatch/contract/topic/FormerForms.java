package org.fluxwatch.contract.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ViewMode;

/// Records as former schemas had them, made records of the present. In schemas 1 to 3 analyses and innovations
/// were flat, and all of the filter; up to schema 4 the record that closes a day did not say by what it was made, nor
/// totals of members; up to schema 5 observations did not say in which mode they were taken, nor innovations what they
/// added to fluxes. What was not known then is added as not known, and the system; nothing is dropped: what a record
/// lacks besides, or has beyond, it lacks and has afterwards, and is refused for.
final class FormerForms {
    /// The first schema in which records are not flat.
    static final int NESTED = 4;

    private static final String[] IDENTITY = {"domain", "day", "revision"};

    private FormerForms() {}

    /// The first schema of which every record of this type has the form of today.
    static int presentSince(Class<?> type) {
        return type == AnalysisRecord.class ? 5 : 6;
    }

    /// Whether records of this type were flat once.
    static boolean wereFlat(Class<?> type) {
        return type == Innovation.class || type == AnalysisRecord.class;
    }

    /// @param record one of the present stays as it is, another is taken apart
    static JsonNode presentForm(JsonNode record, Class<?> type) {
        final JsonNode nested = wereFlat(type) ? nested(record) : record;
        if (type != AnalysisRecord.class) addUnknownOfObservations(nested);
        else if (nested instanceof ObjectNode closing
                && closing.path("type").asText().equals("daily-analysis")) addUnknown(closing);
        return nested;
    }

    /// Wherever they stand: rows and states hold observations too.
    private static void addUnknownOfObservations(JsonNode part) {
        if (part instanceof ObjectNode object) {
            if (object.has("sensor") && object.has("soundings") && object.has("id") && !object.has("mode"))
                object.put("mode", ViewMode.UNKNOWN.label());
            if (object.path("type").asText().equals("filter") && object.has("rank") && !object.has("shares"))
                object.put("shares", "");
        }
        for (JsonNode below : part) addUnknownOfObservations(below);
    }

    private static void addUnknown(ObjectNode closing) {
        if (closing.get("sources") instanceof ObjectNode sources && !sources.has("making"))
            sources.putObject("making").put("version", "").put("settings", "").put("checkpoint", "");
        if (closing.get("counts") instanceof ObjectNode counts && !counts.has("details")) counts.putObject("details");
        for (JsonNode region : closing.path("regions")) if (region instanceof ObjectNode total) addUnknownTotals(total);
        if (closing.get("diagnostics") instanceof ObjectNode filter
                && filter.path("type").asText().equals("filter")
                && !filter.has("spinUp")) filter.put("spinUp", false);
    }

    private static void addUnknownTotals(ObjectNode region) {
        for (String total : new String[] {"fossilTgCPerDay", "fireTgCPerDay"})
            if (!region.has(total)) region.put(total, Double.NaN);
        if (region.has("members")) return;
        final ObjectNode members = region.putObject("members");
        members.putArray("background");
        members.putArray("analysis");
    }

    private static JsonNode nested(JsonNode record) {
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
