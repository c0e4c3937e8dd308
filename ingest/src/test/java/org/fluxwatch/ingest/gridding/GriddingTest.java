package org.fluxwatch.ingest.gridding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Profile;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Sounding;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.record.ViewMode;
import org.junit.jupiter.api.Test;

class GriddingTest {
    private static final Instant MIDNIGHT = Instant.parse("2019-05-01T00:00:00Z");
    private static final Grid EAST = new LatLonGrid(100, 20, 2, 20, 15);
    private static final Grid GLOBE = new LatLonGrid(-180, -90, 1, 360, 180);

    static Sounding sounding(long id, double hour, double latitude, double longitude, double xco2, double error) {
        return sounding(id, hour, ViewMode.NADIR, latitude, longitude, xco2, error);
    }

    private static Sounding sounding(
            long id, double hour, ViewMode mode, double latitude, double longitude, double xco2, double error) {
        final float[] value = {(float) xco2, (float) (xco2 + 2)};
        return new Sounding(
                id,
                MIDNIGHT.plusMillis(Math.round(hour * 3_600_000)),
                mode,
                latitude,
                longitude,
                xco2,
                error,
                new ColumnRetrieval(
                        xco2 - 1,
                        new Profile(new float[] {10, 1000}),
                        new Profile(new float[] {0.5f, 0.5f}),
                        new Profile(new float[] {1, 1}),
                        new Profile(value)));
    }

    static GranuleSoundings granule(List<Sounding> soundings) {
        return new GranuleSoundings(
                "g.nc4",
                Sensor.OCO2,
                LocalDate.of(2019, 5, 1),
                GranuleVersion.of("B1", "240101000000", 1),
                Set.of(StandIn.QUALITY_FLAG),
                Co2Scale.X2019,
                soundings);
    }

    private static List<Sounding> random(int n, long seed) {
        final Random random = new Random(seed);
        final List<Sounding> soundings = new ArrayList<>();
        for (int i = 0; i < n; i++)
            soundings.add(sounding(
                    1000 + i,
                    random.nextDouble(23.99),
                    25 + random.nextDouble(20),
                    95 + random.nextDouble(20),
                    400 + random.nextDouble(20),
                    0.5 + random.nextInt(3) * 0.1));
        return soundings;
    }

    @Test
    void meansAllQuantitiesOfACellAndBin() {
        final var gridded = new MeanGridding(1, 3, 0)
                .grid(
                        granule(List.of(
                                sounding(1, 3.0, 35.2, 116.1, 410, 0.4),
                                sounding(2, 5.5, 35.6, 116.9, 414, 0.8),
                                sounding(3, 6.0, 35.6, 116.9, 400, 0.8))),
                        "east",
                        EAST);
        assertThat(gridded.outside()).isZero();
        assertThat(gridded.superobservations()).hasSize(2);
        final Superobservation first = gridded.superobservations().getFirst();
        assertThat(first.id()).isEqualTo("oco2-20190501-b1-N35E116");
        assertThat(first.time()).isEqualTo("2019-05-01T04:15:00Z");
        assertThat(first.latitude()).isCloseTo(35.4, within(1e-12));
        assertThat(first.longitude()).isCloseTo(116.5, within(1e-12));
        assertThat(first.xco2Ppm()).isEqualTo(412);
        assertThat(first.errorPpm()).isCloseTo(0.6, within(1e-12));
        assertThat(first.column().priorXco2Ppm()).isEqualTo(411);
        assertThat(first.column().priorPpm().values()).containsExactly(412, 414);
        assertThat(first.soundings()).isEqualTo(2);
        assertThat(first.withheld()).isFalse();
        assertThat(first.standIns()).containsExactly(StandIn.QUALITY_FLAG);
        assertThat(gridded.superobservations().get(1).id()).isEqualTo("oco2-20190501-b2-N35E116");
    }

    @Test
    void aMeanOfSeveralModesIsMixed() {
        final List<Superobservation> means = new MeanGridding(1, 3, 0)
                .grid(
                        granule(List.of(
                                sounding(1, 3.0, ViewMode.GLINT, 35.2, 116.1, 410, 0.4),
                                sounding(2, 3.1, ViewMode.NADIR, 35.2, 116.1, 410, 0.4),
                                sounding(3, 3.2, ViewMode.GLINT, 35.2, 116.1, 410, 0.4),
                                sounding(4, 3.0, ViewMode.GLINT, 36.2, 116.1, 410, 0.4))),
                        "east",
                        EAST)
                .superobservations();
        assertThat(means).extracting(Superobservation::mode).containsExactlyInAnyOrder(ViewMode.MIXED, ViewMode.GLINT);
    }

    @Test
    void keepsTheTwoSidesOfTheDateLineApart() {
        final var gridded = new MeanGridding(1, 3, 0)
                .grid(
                        granule(List.of(
                                sounding(1, 1, 10.5, 179.9, 410, 0.4),
                                sounding(2, 1, 10.5, -179.9, 410, 0.4),
                                sounding(3, 1, 10.5, 180.0, 410, 0.4),
                                sounding(4, 1, 10.5, -180.0, 410, 0.4))),
                        "globe",
                        GLOBE);
        assertThat(gridded.superobservations())
                .extracting(Superobservation::id)
                .containsExactly("oco2-20190501-b0-N10E179", "oco2-20190501-b0-N10W180");
        assertThat(gridded.superobservations().get(0).longitude()).isCloseTo(179.9, within(1e-12));
        assertThat(gridded.superobservations().get(1).longitude()).isCloseTo(-179.96666666, within(1e-6));
    }

    @Test
    void givesThePolesToTheOutermostRows() {
        final var gridded = new MeanGridding(1, 3, 0)
                .grid(
                        granule(List.of(
                                sounding(1, 1, 90, 5.5, 410, 0.4),
                                sounding(2, 1, 89.5, 5.5, 410, 0.4),
                                sounding(3, 1, -90, -0.5, 410, 0.4))),
                        "globe",
                        new LatLonGrid(-180, -90, 2, 180, 90));
        assertThat(gridded.superobservations())
                .extracting(Superobservation::id)
                .containsExactlyInAnyOrder("oco2-20190501-b0-N89E5", "oco2-20190501-b0-S90W1");
    }

    @Test
    void labelsCellsOfPartsOfADegree() {
        final var one =
                new MeanGridding(0.25, 3, 0).everywhere(granule(List.of(sounding(1, 1, -0.1, 0.3, 410, 0.4))), "x");
        assertThat(one.getFirst().id()).isEqualTo("oco2-20190501-b0-S0.25E0.25");
    }

    @Test
    void accountsForEverySounding() {
        final List<Sounding> soundings = random(5000, 3);
        for (Gridding gridding : List.of(new MeanGridding(1, 3, 0.1), new ThinGridding())) {
            final var gridded = gridding.grid(granule(soundings), "east", EAST);
            final int inside = gridded.superobservations().stream()
                    .mapToInt(Superobservation::soundings)
                    .sum();
            assertThat(gridded.outside()).isPositive();
            assertThat(inside + gridded.outside()).isEqualTo(5000);
            assertThat(gridded.superobservations()).isSortedAccordingTo(Gridding.ORDER);
            assertThat(gridded.superobservations())
                    .allMatch(one -> EAST.cellAt(one.latitude(), one.longitude()) >= 0)
                    .extracting(Superobservation::id)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void doesNotDependOnTheOrderInTheFile() {
        final List<Sounding> soundings = random(3000, 4);
        final List<Sounding> shuffled = new ArrayList<>(soundings);
        Collections.shuffle(shuffled, new Random(5));
        for (Gridding gridding : List.of(new MeanGridding(1, 3, 0.1), new ThinGridding()))
            assertThat(gridding.grid(granule(shuffled), "east", EAST))
                    .isEqualTo(gridding.grid(granule(soundings), "east", EAST));
    }

    /// Neighbours on a track share their errors: one of them says little about how well the others were used.
    @Test
    void withholdsAllOfAnOverpassOrNone() {
        final List<Superobservation> all = new MeanGridding(1, 3, 0.5).everywhere(granule(random(20_000, 6)), "x");
        final Map<String, Set<Boolean>> overpasses = all.stream()
                .collect(Collectors.groupingBy(
                        one -> one.id().replaceFirst("(-b\\d+)-.*", "$1"),
                        Collectors.mapping(Superobservation::withheld, Collectors.toSet())));
        assertThat(overpasses).hasSize(8);
        assertThat(overpasses.values()).allMatch(answers -> answers.size() == 1).anyMatch(Set.of(true)::equals);
    }

    @Test
    void withholdsTheShareAskedForAndTheSameOnesInEveryVersion() {
        final GranuleSoundings granule = granule(random(20_000, 6));
        final List<Superobservation> all = new MeanGridding(1, 1, 0.3).everywhere(granule, "x");
        final double share =
                (double) all.stream().filter(Superobservation::withheld).count() / all.size();
        assertThat(share).isCloseTo(0.3, within(0.2)); // 24 overpasses
        final List<Superobservation> more = new MeanGridding(1, 1, 0.6).everywhere(granule, "x");
        for (int i = 0; i < all.size(); i++)
            if (all.get(i).withheld()) assertThat(more.get(i).withheld()).isTrue();
        assertThat(new MeanGridding(1, 3, 0).everywhere(granule, "x")).noneMatch(Superobservation::withheld);
        assertThat(new MeanGridding(1, 3, 1).everywhere(granule, "x")).allMatch(Superobservation::withheld);
    }

    @Test
    void thinsToTheLeastUncertainSoundingOfACellAndHour() {
        final var gridded = new ThinGridding()
                .grid(
                        granule(List.of(
                                sounding(1, 3.1, 35.2, 116.1, 410, 0.6),
                                sounding(5, 3.2, 35.2, 116.1, 411, 0.4),
                                sounding(4, 3.3, 35.2, 116.1, 412, 0.4),
                                sounding(6, 4.0, 35.2, 116.1, 413, 0.9),
                                sounding(7, 3.1, 35.2, 90.0, 414, 0.1))),
                        "east",
                        EAST);
        assertThat(gridded.outside()).isEqualTo(1);
        assertThat(gridded.superobservations())
                .extracting(Superobservation::id, Superobservation::withheld, Superobservation::errorPpm)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", true, 0.6),
                        org.assertj.core.groups.Tuple.tuple("5", true, 0.4),
                        org.assertj.core.groups.Tuple.tuple("4", false, 0.4),
                        org.assertj.core.groups.Tuple.tuple("6", false, 0.9));
    }

    @Test
    void givesSeveralDomainsWhatEachWouldGetAlone() {
        final GranuleSoundings granule = granule(random(2_000, 9));
        final SortedMap<String, Grid> grids = new TreeMap<>(Map.of("east", EAST, "globe", GLOBE, "other-east", EAST));
        for (Gridding gridding : List.of(new MeanGridding(1, 3, 0.2), new ThinGridding())) {
            final SortedMap<String, Gridding.Gridded> together = gridding.grid(granule, grids);
            assertThat(together.keySet()).isEqualTo(grids.keySet());
            together.forEach((domain, gridded) -> {
                assertThat(gridded).isEqualTo(gridding.grid(granule, domain, grids.get(domain)));
                assertThat(gridded.superobservations()).isNotEmpty().allMatch(one -> one.domain()
                        .equals(domain));
            });
        }
    }
}
