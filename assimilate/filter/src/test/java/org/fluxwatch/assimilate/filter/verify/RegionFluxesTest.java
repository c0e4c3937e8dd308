package org.fluxwatch.assimilate.filter.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.assimilate.model.region.RegionTotals;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.region.Region;
import org.junit.jupiter.api.Test;

class RegionFluxesTest {
    private static final Grid GRID = new LatLonGrid(106, 26, 2, 8, 7);
    private static final Lanes LANES = new Lanes(4);
    private static final Region BOX = new BoxRegion("box", 30, 34, 110, 116);
    private static final Region ELSEWHERE = new BoxRegion("elsewhere", 30, 34, 10, 16);
    private static final Region MOSTLY_OUTSIDE = new BoxRegion("mostly outside", 26, 30, 66, 107);

    private static float[] filled(double value) {
        final float[] flux = new float[GRID.cells() * LANES.stride()];
        Arrays.fill(flux, (float) value);
        return flux;
    }

    private static float[] cells(double value) {
        final float[] flux = new float[GRID.cells()];
        Arrays.fill(flux, (float) value);
        return flux;
    }

    private static RegionFlux of(String region, float[] background, float[] analysis) {
        return new RegionFluxes(new RegionTotals(GRID, List.of(BOX, ELSEWHERE, MOSTLY_OUTSIDE)))
                .of(LANES, background, analysis, cells(2), cells(0.5)).stream()
                        .filter(flux -> flux.region().equals(region))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void oneMicromolePerSquareMetreAndSecondIs1point0377GramsOfCarbonADay() {
        // 4 x 6 degrees: R² Δλ (sin 34 - sin 30), km²
        final double km2 = 6371.0 * 6371.0 * Math.toRadians(6) * (Math.sin(Math.toRadians(34)) - 0.5);
        final RegionFlux box = of("box", filled(1), filled(-2));
        assertThat(box.areaKm2()).isCloseTo(km2, Percentage.withPercentage(1e-6));
        assertThat(km2).isCloseTo(251_602, within(1.0));
        // 1.0377504 g m-2 d-1 over 251 602 km² is 0.26110 Tg
        assertThat(box.priorTgCPerDay()).isCloseTo(0.26110, within(2e-5));
        assertThat(box.analysisTgCPerDay()).isCloseTo(-2 * 0.26110, within(4e-5));
        assertThat(box.priorSpreadTgCPerDay()).isCloseTo(0, within(1e-12));
    }

    @Test
    void uncertaintyIsTheSpreadOfTheSumNotTheSumOfSpreads() {
        final float[] together = filled(0);
        final float[] opposed = filled(0);
        for (int c = 0; c < GRID.cells(); c++)
            for (int n = 0; n < 4; n++) {
                final float departure = n % 2 == 0 ? 1 : -1;
                together[c * LANES.stride() + n] = departure;
                opposed[c * LANES.stride() + n] = c % GRID.nx() % 2 == 0 ? departure : -departure;
            }
        final RegionFlux box = of("domain", together, opposed);
        final double total = box.areaKm2() * 1e6 * Constants.TGC_PER_DAY;
        assertThat(box.priorSpreadTgCPerDay()).isCloseTo(total * Math.sqrt(4.0 / 3), Percentage.withPercentage(1e-6));
        assertThat(box.analysisSpreadTgCPerDay()).isCloseTo(0, within(1e-9 * total));
    }

    @Test
    void priorIsTheControlLaneAndAnalysisTheMembersMean() {
        final float[] background = filled(3);
        final float[] analysis = filled(99);
        for (int c = 0; c < GRID.cells(); c++) {
            background[c * LANES.stride() + LANES.control()] = 1;
            for (int n = 0; n < 4; n++) analysis[c * LANES.stride() + n] = n;
        }
        final RegionFlux box = of("box", background, analysis);
        assertThat(box.priorTgCPerDay()).isCloseTo(0.26110, within(2e-5));
        assertThat(box.analysisTgCPerDay()).isCloseTo(1.5 * 0.26110, within(4e-5));
        assertThat(box.fossilTgCPerDay()).isCloseTo(2 * 0.26110, within(4e-5));
        assertThat(box.fireTgCPerDay()).isCloseTo(0.5 * 0.26110, within(2e-5));
    }

    /// From which sums of days and regions have their spread.
    @Test
    void membersHaveTheirOwnTotals() {
        final float[] analysis = filled(0);
        for (int c = 0; c < GRID.cells(); c++) for (int n = 0; n < 4; n++) analysis[c * LANES.stride() + n] = n;
        final RegionFlux box = of("box", filled(1), analysis);
        assertThat(box.members().background()).hasSize(4).allSatisfy(total -> assertThat(total)
                .isCloseTo(0.26110, within(2e-5)));
        for (int n = 0; n < 4; n++) assertThat(box.members().analysis().get(n)).isCloseTo(n * 0.26110, within(6e-5));
    }

    @Test
    void regionsThatTheGridHardlyCoversAreLeftOut() {
        assertThat(new RegionFluxes(new RegionTotals(GRID, List.of(BOX, ELSEWHERE, MOSTLY_OUTSIDE)))
                        .of(LANES, filled(0), filled(0), cells(0), cells(0)))
                .extracting(RegionFlux::region)
                .containsExactly("box", "domain");
    }

    @Test
    void domainIsTheWholeGrid() {
        double m2 = 0;
        for (int c = 0; c < GRID.cells(); c++) m2 += GRID.areaM2(c);
        assertThat(of("domain", filled(0), filled(0)).areaKm2()).isCloseTo(m2 / 1e6, Percentage.withPercentage(1e-9));
    }
}
