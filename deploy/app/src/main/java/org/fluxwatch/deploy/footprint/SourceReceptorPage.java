package org.fluxwatch.deploy.footprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.deploy.footprint.SourceReceptor.Part;
import org.fluxwatch.deploy.page.ScriptBundle;
import org.fluxwatch.deploy.page.StandalonePage;

/// One row or footprint as a map on a page that needs nothing else.
public final class SourceReceptorPage {
    private static final List<String> SHARED_SCRIPTS = List.of("colour.js", "projection.js", "tip.js", "map.js");

    private static final StandalonePage.Frame FRAME = new StandalonePage.Frame(
            "fluxwatch footprint",
            "footprint",
            "The map is drawn by the page’s own scripts; without them, read footprint.nc.");

    private static final String OWN_SCRIPT = "footprint.js";

    private SourceReceptorPage() {}

    public static String of(SourceReceptor row) {
        final ScriptBundle scripts = new ScriptBundle();
        for (String script : SHARED_SCRIPTS) scripts.add(script, StandalonePage.shared(script));
        scripts.add(OWN_SCRIPT, own(OWN_SCRIPT));
        return StandalonePage.of(FRAME, StandalonePage.shared("page.css") + own("footprint.css"), scripts, json(row));
    }

    private static String own(String name) {
        return StandalonePage.resource(SourceReceptorPage.class, name);
    }

    private static String json(SourceReceptor row) {
        final ObjectMapper mapper = new ObjectMapper();
        final ObjectNode json = mapper.createObjectNode().put("title", row.title());
        final ObjectNode facts = json.putObject("facts");
        facts.put("Made by", row.source());
        facts.put("Receptor", place(row));
        facts.put("Observed", row.from().equals(row.to()) ? row.from().toString() : row.from() + " to " + row.to());
        facts.put("Sum", String.format(Locale.ROOT, "%.6g ppm for 1 µmol m⁻² s⁻¹ everywhere", row.sum()));
        facts.put("Fluxes", fluxes(row));
        facts.put(
                "Air of unknown origin",
                String.format(Locale.ROOT, "%.1f %%", 100 * row.ends().lost()));
        json.set("grid", mapper.valueToTree(row.map().page()));
        json.putObject("receptor").put("latitude", row.latitude()).put("longitude", row.longitude());
        final ArrayNode values = json.putArray("values");
        for (double value : row.total())
            if (value > 0) values.add(Math.rint(1e4 * Math.log10(value)) / 1e4);
            else values.addNull();
        try {
            return mapper.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and text of " + row.title() + " cannot be written", e);
        }
    }

    private static String place(SourceReceptor row) {
        return String.format(
                Locale.ROOT,
                "%.3f° %s %.3f° %s",
                Math.abs(row.latitude()),
                row.latitude() < 0 ? "S" : "N",
                Math.abs(row.longitude()),
                row.longitude() < 0 ? "W" : "E");
    }

    private static String fluxes(SourceReceptor row) {
        final List<Part> parts = row.parts();
        if (parts.isEmpty()) return "none";
        final long spread = parts.stream().filter(Part::spread).count();
        return parts.getFirst().from() + " to " + parts.getLast().to() + ", " + parts.size()
                + (parts.size() == 1 ? " interval" : " intervals")
                + (spread > 0
                        ? String.format(
                                Locale.ROOT, "; %.1f %% of the sum is of unknown time", 100 * (1 - row.resolvedShare()))
                        : "");
    }
}
