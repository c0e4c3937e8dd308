package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.assimilate.filter.cycle.DayResult;
import org.fluxwatch.assimilate.filter.verify.DayVerdict;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.assimilate.model.transport.MassBudget;
import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;
import org.junit.jupiter.api.Test;

/// On a grid of one flux everywhere, where every figure can be said in advance.
class ScoreboardTest {
    private static final int MEMBERS = 10;
    private static final LocalDate DAY = LocalDate.of(2019, 6, 1);

    private final Grid grid = new LatLonGrid(104, 28, 2, 9, 5); // the region `central` and some more
    private final Region central = Regions.jdas().stream()
            .filter(region -> region.name().equals("central"))
            .findFirst()
            .orElseThrow();

    private double tgCPerDay(double flux) {
        return Arrays.stream(RegionAreas.of(grid, central)).sum() * Constants.TGC_PER_DAY * flux;
    }

    private float[] everywhere(double flux) {
        final float[] field = new float[grid.cells()];
        Arrays.fill(field, (float) flux);
        return field;
    }

    private AnalysisField field(String name, double flux) {
        return new AnalysisField(
                new AnalysisIdentity("d", AssimilationSystem.FILTER, DAY, 0),
                name,
                name,
                "umol m-2 s-1",
                "",
                everywhere(flux));
    }

    private DayResult day(double prior, double analysis, double spread) {
        return day("central", prior, analysis, spread);
    }

    private DayResult day(String region, double prior, double analysis, double spread) {
        final RegionFlux flux = new RegionFlux(
                region,
                Arrays.stream(RegionAreas.of(grid, central)).sum() / 1e6,
                tgCPerDay(prior),
                tgCPerDay(spread),
                tgCPerDay(analysis),
                tgCPerDay(spread),
                0,
                0,
                DailyAnalysis.Members.NONE);
        return new DayResult(
                null,
                List.of(),
                List.of(
                        field("flux_prior", prior),
                        field("flux_analysis", analysis),
                        field("flux_analysis_spread", spread)),
                List.of(),
                DayVerdict.of(List.of(), MEMBERS),
                List.of(flux),
                Optional.empty(),
                Map.of(),
                Map.of(),
                new MassBudget(1e16, 1e16 + 3e13 + 4e9, 1e13, 2e13 + spread * 1e9));
    }

    private OsseReport report(Scoreboard scores) {
        return scores.report(
                new OsseReport.Setup(
                        "d", DAY, DAY, DAY, 1, grid.cells(), 4, Map.of(), JsonNodeFactory.instance.objectNode()),
                new OsseReport.Intake(new TreeMap<>(), 0, new TreeMap<>()));
    }

    @Test
    void scoresDaysAfterSpinUpInMeanFluxes() {
        final Scoreboard scores = new Scoreboard(grid, Regions.jdas(), MEMBERS, DAY.plusDays(1));
        scores.add(DAY, everywhere(1), day(9, 9, 0.1));
        scores.add(DAY.plusDays(1), everywhere(1), day(3, 2, 1));
        scores.add(DAY.plusDays(2), everywhere(1), day(-1, 0, 1));
        final OsseReport report = report(scores);
        assertThat(report.days()).hasSize(3);
        assertThat(report.headline().filter().regionalDaily().prior().rmse()).isCloseTo(2, within(1e-6));
        assertThat(report.headline().filter().regionalDaily().analysis().rmse()).isCloseTo(1, within(1e-6));
        assertThat(report.headline().filter().regionalDaily().cutPercent()).isCloseTo(50, within(1e-4));
        assertThat(report.headline().filter().regionalPeriod().prior().rmse()).isCloseTo(0, within(1e-6));
        assertThat(report.headline().filter().grid().cutPercent()).isCloseTo(50, within(1e-4));
        assertThat(report.headline().filter().spreadRatio()).isCloseTo(1, within(1e-6));
        assertThat(report.headline().filter().coveragePercent()).isEqualTo(100);
        assertThat(report.headline().filter().worseThanPrior()).isEmpty();
        assertThat(report.headline().chiSquare()).isNaN();
        assertThat(scores.means().prior()).containsOnly(1);
        final OsseReport.RegionScore region = report.regions().getFirst();
        assertThat(region.truthTgCPerDay()).isCloseTo(tgCPerDay(1), within(1e-9));
        assertThat(region.errors().prior().rmse()).isCloseTo(tgCPerDay(2), within(1e-6));
    }

    @Test
    void tellsRegionsThatTheFilterSpoiltAndWasSureOf() {
        final Scoreboard sure = new Scoreboard(grid, Regions.jdas(), MEMBERS, DAY);
        sure.add(DAY, everywhere(1), day(2, 4, 0.5));
        assertThat(report(sure).headline().filter().worseThanPrior()).containsExactly("central");
        assertThat(report(sure).headline().filter().coveragePercent()).isZero();
        final Scoreboard unsure = new Scoreboard(grid, Regions.jdas(), MEMBERS, DAY);
        unsure.add(DAY, everywhere(1), day(2, 4, 3));
        assertThat(report(unsure).headline().filter().worseThanPrior()).isEmpty();
    }

    @Test
    void massClosureIsThatOfTheWorstDaySpinUpToo() {
        final Scoreboard scores = new Scoreboard(grid, Regions.jdas(), MEMBERS, DAY.plusDays(1));
        scores.add(DAY, everywhere(1), day(1, 1, 1)); // 3e9 of 1e16 moles unexplained
        scores.add(DAY.plusDays(1), everywhere(1), day(1, 1, 4));
        scores.add(DAY.plusDays(2), everywhere(1), day(1, 1, 6));
        final OsseReport report = report(scores);
        assertThat(report.headline().massClosure()).isCloseTo(3e-7, within(1e-12));
        final OsseReport.MassDay first = report.days().getFirst().mass();
        assertThat(first.begin()).isCloseTo(120_110, within(1e-6));
        assertThat(first.emitted()).isCloseTo(120.11, within(1e-6));
        assertThat(first.residual()).isCloseTo(3e9 * 12.011e-12, within(1e-8));
        assertThat(VerdictTable.of(List.of(new TrialReport(TrialReport.OWN, report, scores.means(), Optional.empty()))))
                .contains("closes to 3.0e-07 of the CO2 on the worst day");
    }

    @Test
    void leavesOutCellsWithoutFlux() {
        final Scoreboard scores = new Scoreboard(grid, Regions.jdas(), MEMBERS, DAY);
        scores.add(DAY, everywhere(0.05), day(0.09, 7, 1));
        assertThat(report(scores).headline().filter().grid().analysis().rmse()).isNaN();
    }

    @Test
    void scoresTheRegionsOfTheSettings() {
        final Region south = new BoxRegion("south", 28, 33, 104, 113);
        final Scoreboard scores = new Scoreboard(grid, List.of(south), MEMBERS, DAY);
        scores.add(DAY, everywhere(1), day("south", 3, 2, 1));
        assertThat(report(scores).regions().getFirst().truthTgCPerDay())
                .isCloseTo(Arrays.stream(RegionAreas.of(grid, south)).sum() * Constants.TGC_PER_DAY, within(1e-9));
    }

    @Test
    void theWholeDomainStandsForItsRegionsWhereItHasNone() {
        final Scoreboard scores = new Scoreboard(grid, Regions.jdas(), MEMBERS, DAY);
        scores.add(DAY, everywhere(1), day(Regions.DOMAIN, 3, 2, 1));
        assertThat(report(scores).headline().filter().regionalDaily().cutPercent())
                .isFinite();
        assertThat(report(scores).headline().filter().spreadRatio()).isFinite();
    }

    @Test
    void whatCannotBeScoredSaysSo() throws JsonProcessingException {
        final Scoreboard scores = new Scoreboard(grid, Regions.jdas(), MEMBERS, DAY);
        scores.add(DAY, everywhere(1), day(1, 1, 1));
        final List<TrialReport> trials =
                List.of(new TrialReport(TrialReport.OWN, report(scores), scores.means(), Optional.empty()));
        assertThat(VerdictTable.of(trials)).contains("n/a").doesNotContain("NaN", "Infinity");
        assertThat(ReportJson.of(trials, grid))
                .contains("\"correlation\" : null")
                .doesNotContain("NaN", "Infinity");
    }
}
