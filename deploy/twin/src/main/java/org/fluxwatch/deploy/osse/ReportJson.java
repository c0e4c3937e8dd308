package org.fluxwatch.deploy.osse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.inputs.LandMask;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.publish.daily.StoredGrid;
import org.fluxwatch.publish.web.FiniteNumbers;

/// The report as JSON, all that its page shows; NaN, which JSON has not, is null.
/// ```
/// filters               names: the first one's report is the root, those of others lie in it under their names
/// units, interval       of the figures; half width of an interval in spreads
/// goals                 the first filter's verdict, see Goal; empty without scored days
/// sideBySide            figures of all filters, a value each; null with one filter
/// grid, land            where the maps' cells are; 1 for a cell on land, 0 at sea [ny * nx], rows from the south
/// setup, headline, ...  as OsseReport
/// stopped               day and reason, where the filter stopped itself, or null
/// maps                  means of the scored days [ny * nx]: truth, prior, analysis, spread; null without scored days
/// ```
final class ReportJson {
    /// More digits than are shown; those of the CO2 in a domain, 1e5 TgC and shown to 0.01, are the most.
    private static final MathContext FIGURES = new MathContext(9);

    private static final MathContext CELLS = new MathContext(5);

    private static final ObjectMapper MAPPER =
            RecordSerde.jsonMapper().copy().registerModule(new FiniteNumbers(value -> rounded(value, FIGURES)));
    private static final ObjectMapper SETTINGS =
            RecordSerde.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);

    /// Settings that cannot change a figure.
    private static final List<String> NO_MATTER = List.of("http-port", "threads", "application-id");

    private ReportJson() {}

    /// @param trials the one that was asked for, then what is shown beside it
    /// @param grid of the maps
    static String of(List<TrialReport> trials, Grid grid) throws JsonProcessingException {
        final TrialReport first = trials.getFirst();
        final ObjectNode root = MAPPER.createObjectNode();
        root.set(
                "filters",
                MAPPER.valueToTree(trials.stream().map(TrialReport::name).toList()));
        root.set("units", units());
        root.putObject("interval").put("percent", 90).put("halfWidthSpreads", SpreadSums.HALF_WIDTH);
        root.set("goals", MAPPER.valueToTree(goals(first)));
        root.set("sideBySide", trials.size() > 1 ? MAPPER.valueToTree(new SideBySide(trials).rows()) : null);
        root.setAll(report(first));
        root.set("grid", MAPPER.valueToTree(StoredGrid.of(grid)));
        root.set("land", MAPPER.valueToTree(land(grid)));
        for (TrialReport beside : trials.subList(1, trials.size())) root.set(beside.name(), report(beside));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    /// A file of its own, as most reports have none.
    static String of(Attainable.Answer answer) throws JsonProcessingException {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n";
    }

    private static ObjectNode units() {
        return MAPPER.createObjectNode()
                .put("flux", "µmol m⁻² s⁻¹")
                .put("region", "TgC d⁻¹")
                .put("area", "km²")
                .put("xco2", "ppm")
                .put("mass", "TgC");
    }

    private static List<Goal> goals(TrialReport trial) {
        return trial.scoredDays() > 0 ? Goal.of(trial.report().headline()) : List.of();
    }

    private static ObjectNode report(TrialReport trial) {
        final ObjectNode report = MAPPER.valueToTree(trial.report());
        report.set("stopped", MAPPER.valueToTree(trial.stop().orElse(null)));
        report.set("maps", trial.scoredDays() > 0 ? maps(trial.means()) : null);
        return report;
    }

    private static ObjectNode maps(PeriodMeans means) {
        final ObjectNode maps = MAPPER.createObjectNode();
        maps.set("truth", map(means.truth()));
        maps.set("prior", map(means.prior()));
        maps.set("analysis", map(means.analysis()));
        maps.set("spread", map(means.spread()));
        return maps;
    }

    private static JsonNode map(double[] cells) {
        return MAPPER.valueToTree(
                Arrays.stream(cells).map(cell -> rounded(cell, CELLS)).toArray());
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

    private static double rounded(double value, MathContext digits) {
        return Double.isFinite(value) ? new BigDecimal(value, digits).doubleValue() : value;
    }

    /// Cells on land 1, at sea 0 `[cells]`.
    static List<Integer> land(Grid grid) {
        final LandMask mask = new LandMask();
        return IntStream.range(0, grid.cells())
                .map(c -> mask.land(grid.latitude(c), grid.longitude(c)) ? 1 : 0)
                .boxed()
                .toList();
    }
}
