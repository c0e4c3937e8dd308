package org.fluxwatch.deploy.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.fluxwatch.assimilate.inputs.SyntheticPriorFlux;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.region.Region;
import org.junit.jupiter.api.Test;

class ChangedFluxTest {
    private static final LocalDate START = LocalDate.of(2019, 5, 1);
    private static final Instant BEFORE = Instant.parse("2019-05-08T04:00:00Z");
    private static final Instant DURING = Instant.parse("2019-05-20T04:00:00Z");
    private static final Instant AFTER = Instant.parse("2019-05-31T04:00:00Z");

    /// 10 cells a side of 1 degree.
    private final Grid grid = new LatLonGrid(110, 25, 1, 10, 10);

    private final PriorFlux prior = new SyntheticPriorFlux(grid, 1);
    private final List<Region> regions =
            List.of(new BoxRegion("small", 26, 27, 111, 112), new BoxRegion("large", 25, 35, 110, 115.5));
    private final int inside = grid.cellAt(30.5, 112.5);
    private final int half = grid.cellAt(30.5, 115.5);
    private final int outside = grid.cellAt(30.5, 118.5);

    private PriorFlux.Fields truth(WorldKind kind, Instant hour) {
        return new ChangedFlux(prior, kind, grid, regions, START, 7).at(hour);
    }

    @Test
    void aDroughtTakesUptakeFromALargeRegionForThreeWeeks() {
        final WorldKind drought = new WorldKind.Drought(0.4);
        final float[] before = prior.at(DURING).uptake();
        final float[] uptake = truth(drought, DURING).uptake();
        assertThat(before[inside]).isLessThan(-1f);
        assertThat(uptake[inside]).isCloseTo(0.6f * before[inside], within(1e-5f));
        assertThat(uptake[half]).isCloseTo(0.8f * before[half], within(1e-5f));
        assertThat(uptake[outside]).isEqualTo(before[outside]);
        assertThat(truth(drought, BEFORE).uptake()).isEqualTo(prior.at(BEFORE).uptake());
        assertThat(truth(drought, AFTER).uptake()).isEqualTo(prior.at(AFTER).uptake());
        assertThat(truth(drought, DURING).release()).isEqualTo(prior.at(DURING).release());
    }

    @Test
    void aMissingSinkIsThereDayAndNight() {
        for (Instant hour : List.of(DURING, DURING.minusSeconds(12 * 3600))) {
            final float[] uptake = truth(new WorldKind.MissingSink(0.5), hour).uptake();
            assertThat(uptake[inside]).isCloseTo(prior.at(hour).uptake()[inside] - 0.5f, within(1e-5f));
            assertThat(uptake[outside]).isEqualTo(prior.at(hour).uptake()[outside]);
        }
    }

    @Test
    void fossilEmissionsAreNoPartOfTheNaturalFlux() {
        final PriorFlux.Fields truth = truth(new WorldKind.Fossil(0.3), DURING);
        assertThat(truth.fossil()[inside]).isCloseTo(1.3f * prior.at(DURING).fossil()[inside], within(1e-5f));
        assertThat(truth.natural().net()).isEqualTo(prior.at(DURING).natural().net());
    }

    @Test
    void aLateSeasonIsThatOfDaysBefore() {
        assertThat(truth(new WorldKind.Phenology(10), DURING).uptake())
                .isEqualTo(prior.at(Instant.parse("2019-05-10T04:00:00Z")).uptake());
    }

    @Test
    void withoutALargeRegionThereIsNoSuchWorld() {
        assertThatThrownBy(
                        () -> new ChangedFlux(prior, new WorldKind.Drought(0.5), grid, regions.subList(0, 1), START, 7))
                .hasMessageContaining("300,000 km2");
    }
}
