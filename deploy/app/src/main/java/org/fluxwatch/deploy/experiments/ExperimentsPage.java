package org.fluxwatch.deploy.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.deploy.page.ScriptBundle;
import org.fluxwatch.deploy.page.StandalonePage;
import org.fluxwatch.publish.web.FiniteNumbers;

/// Experiments as a page that needs nothing else, with the MEGA paper's Figures 4 to 9 in kind.
public final class ExperimentsPage {
    /// Each after those whose exports it imports.
    static final List<String> SHARED_SCRIPTS =
            List.of("colour.js", "projection.js", "tip.js", "map.js", "tables.js", "charts.js");

    static final List<String> OWN_SCRIPTS =
            List.of("year.js", "experiment-tables.js", "experiment-charts.js", "experiment-maps.js", "experiments.js");

    private static final StandalonePage.Frame FRAME = new StandalonePage.Frame(
            "fluxwatch experiments",
            "experiments",
            "The figures are drawn by the page’s own scripts; without them, read the JSON or CSV beside it.");

    private static final ObjectMapper MAPPER = RecordSerde.jsonMapper().copy().registerModule(new FiniteNumbers());

    private ExperimentsPage() {}

    public static String of(ExperimentReport report) {
        final ScriptBundle scripts = new ScriptBundle();
        for (String script : SHARED_SCRIPTS) scripts.add(script, StandalonePage.shared(script));
        for (String script : OWN_SCRIPTS) scripts.add(script, own(script));
        return StandalonePage.of(
                FRAME, StandalonePage.shared("page.css") + own("experiments.css"), scripts, json(report));
    }

    static String own(String name) {
        return StandalonePage.resource(ExperimentsPage.class, name);
    }

    private static String json(ExperimentReport report) {
        try {
            return MAPPER.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "experiments of " + report.domain() + " in " + report.year() + " cannot be written", e);
        }
    }
}
