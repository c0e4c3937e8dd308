package org.fluxwatch.deploy.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.region.BoxRegion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrbitTest {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 1);
    private static final BoxRegion EAST_ASIA = new BoxRegion("east asia", 10, 60, 75, 155);
    private static final BoxRegion WORLD = new BoxRegion("world", -90, 90, -180, 180);

    private static double epochSeconds(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    @Test
    void hasTheKnownPeriodsAndHeights() {
        assertThat(Orbit.OCO2.periodSeconds() / 60).isCloseTo(98.88, within(0.01));
        assertThat(Orbit.GOSAT.periodSeconds() / 60).isCloseTo(98.18, within(0.01));
        assertThat((Orbit.OCO2.radius() - 1) * Sphere.RADIUS_M / 1e3).isCloseTo(705, within(12.0));
        assertThat((Orbit.GOSAT.radius() - 1) * Sphere.RADIUS_M / 1e3).isCloseTo(666, within(15.0));
    }

    @Test
    void crossesTheEquatorByDayAtItsLocalTime() {
        assertThat(daylightCrossings(Orbit.OCO2, 1)).hasSizeBetween(14, 15).allSatisfy(local -> assertThat(local)
                .isCloseTo(13.6, within(1 / 60.0)));
        assertThat(daylightCrossings(Orbit.GOSAT, -1)).hasSizeBetween(14, 15).allSatisfy(local -> assertThat(local)
                .isCloseTo(12 + 49 / 60.0, within(1 / 60.0)));
    }

    /// Local mean solar times (hours) of the day's equator crossings in one direction.
    private static List<Double> daylightCrossings(Orbit orbit, int northwards) {
        final List<Double> localTimes = new java.util.ArrayList<>();
        final double midnight = epochSeconds(DAY);
        for (int second = 0; second < 86_400; second++) {
            final double before = orbit.below(midnight + second).latitude() * northwards;
            final Vector3 now = orbit.below(midnight + second + 1);
            if (before < 0 && now.latitude() * northwards >= 0)
                localTimes.add((second / 3600.0 + now.longitude() / 15 + 48) % 24);
        }
        return localTimes;
    }

    @Test
    void repeatsItsGroundTrackExactly() {
        for (Orbit orbit : List.of(Orbit.OCO2, Orbit.GOSAT))
            for (int n = 0; n < 1000; n++) {
                final double time = epochSeconds(DAY) + 86.4 * n;
                final Vector3 later = orbit.below(time + 86_400.0 * orbit.repeatDays());
                assertThat(orbit.below(time).angle(later) * Sphere.RADIUS_M).isLessThan(0.1);
            }
    }

    @Test
    void fliesEveryPathOnceInARepeatCycle() {
        for (Orbit orbit : List.of(Orbit.OCO2, Orbit.GOSAT)) {
            final Set<Integer> paths = new HashSet<>();
            for (int n = 0; n < orbit.repeatOrbits(); n++) paths.add(orbit.path(orbit.orbitAtEpoch() + n));
            assertThat(paths).hasSize(orbit.repeatOrbits()).allMatch(path -> path >= 1 && path <= orbit.repeatOrbits());
        }
    }

    @Test
    void movesOverTheGroundAtItsKnownSpeed() {
        final double midnight = epochSeconds(DAY);
        for (int n = 0; n < 100; n++) {
            final double time = midnight + 59 * n;
            final double metres = Orbit.OCO2.below(time).angle(Orbit.OCO2.below(time + 1)) * Sphere.RADIUS_M;
            assertThat(metres).isBetween(6_700.0, 6_900.0);
        }
    }

    @Test
    void countsTheOrbitsOfARealDay() {
        // 2015-01-31 held orbits 3099 to 3112 (the names of the level 2 inputs of that day's 11.2r file).
        final double noon = Instant.parse("2015-01-31T12:00:00Z").getEpochSecond();
        assertThat(Orbit.OCO2.number(noon)).isBetween(3099, 3112);
        final double later = Instant.parse("2018-01-02T12:00:00Z").getEpochSecond();
        assertThat(Orbit.OCO2.number(later)).isBetween(18_600, 18_650);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oco2", "gosat"})
    void givesRisingSoundingIdsThatMatchTheTime(Sensor sensor) {
        final List<GroundPixel> pixels = GroundTrack.of(sensor).pixels(DAY, EAST_ASIA);
        assertThat(pixels).hasSizeGreaterThan(500);
        long before = 0;
        for (GroundPixel pixel : pixels) {
            assertThat(pixel.soundingId()).isGreaterThan(before);
            before = pixel.soundingId();
            final String id = Long.toString(pixel.soundingId());
            assertThat(id).hasSize(sensor == Sensor.OCO2 ? 16 : 14);
            final String expected =
                    pixel.time().toString().replaceAll("[-:TZ]", "").substring(0, 14);
            assertThat(id).startsWith(expected);
            assertThat(EAST_ASIA.contains(pixel.latitude(), pixel.longitude())).isTrue();
            assertThat(pixel.solarZenith()).isLessThanOrEqualTo(GroundTrack.GREATEST_SOLAR_ZENITH);
        }
        assertThat(GroundTrack.of(sensor).pixels(DAY, EAST_ASIA).getLast().soundingId())
                .isEqualTo(pixels.getLast().soundingId());
    }

    @Test
    void looksAtEightFootprintsInATenKilometreSwath() {
        final List<GroundPixel> pixels =
                GroundTrack.of(Sensor.OCO2).pixels(DAY, new BoxRegion("China", 20, 50, 80, 130));
        final Map<Long, List<GroundPixel>> rows = new HashMap<>();
        for (GroundPixel pixel : pixels)
            rows.computeIfAbsent(pixel.soundingId() / 10, id -> new java.util.ArrayList<>())
                    .add(pixel);
        final List<List<GroundPixel>> whole =
                rows.values().stream().filter(row -> row.size() == 8).toList();
        assertThat(whole.size()).isGreaterThan(rows.size() * 9 / 10);
        for (List<GroundPixel> row : whole) {
            final GroundPixel first = row.getFirst();
            final GroundPixel last = row.getLast();
            assertThat(Sphere.distanceKm(first.latitude(), first.longitude(), last.latitude(), last.longitude()))
                    .isCloseTo(7 * 1.29, within(0.02));
            assertThat(first.soundingId() / 10 % 10).isIn(0L, 3L, 7L);
            assertThat(last.footprint()).isEqualTo(8);
        }
    }

    @Test
    void seesTheSunMirroredInGlintAndTheGroundBelowInNadir() {
        final List<GroundPixel> pixels = GroundTrack.of(Sensor.OCO2).pixels(DAY, EAST_ASIA);
        assertThat(pixels).extracting(GroundPixel::mode).contains(GroundPixel.Mode.NADIR, GroundPixel.Mode.GLINT);
        for (GroundPixel pixel : pixels)
            switch (pixel.mode()) {
                case NADIR -> assertThat(pixel.sensorZenith()).isLessThan(0.5);
                case GLINT -> {
                    assertThat(pixel.glintAngle()).isLessThan(0.6);
                    assertThat(pixel.sensorZenith()).isCloseTo(pixel.solarZenith(), within(0.6));
                }
            }
    }

    @Test
    void holdsTheCentreWithinTheCorners() {
        for (GroundPixel pixel : GroundTrack.of(Sensor.OCO2).pixels(DAY, new BoxRegion("box", 30, 32, 70, 150))) {
            double latitude = 0;
            for (double corner : pixel.vertexLatitudes()) latitude += corner / 4;
            assertThat(latitude).isCloseTo(pixel.latitude(), within(1e-4));
        }
    }

    @Test
    void coversTheDaylitWorldInADay() {
        final List<GroundPixel> oco2 = GroundTrack.of(Sensor.OCO2).pixels(DAY, WORLD);
        assertThat(oco2.size()).isBetween(600_000, 1_050_000);
        assertThat(oco2)
                .extracting(GroundPixel::orbit)
                .containsAnyOf(oco2.getFirst().orbit() + 13);
        final List<GroundPixel> gosat = GroundTrack.of(Sensor.GOSAT).pixels(DAY, WORLD);
        assertThat(gosat.size()).isBetween(6_000, 9_400);
        assertThat(gosat.stream().mapToDouble(GroundPixel::latitude).max().orElseThrow())
                .isGreaterThan(75);
    }

    @Test
    void putsTheSunWhereAlmanacsDo() {
        // Equinox of 2019-03-20 21:58 UTC; solstice of 2019-06-21 15:54 UTC (declination 23.43).
        assertThat(declination("2019-03-20T21:58:00Z")).isCloseTo(0, within(0.01));
        assertThat(declination("2019-06-21T15:54:00Z")).isCloseTo(23.43, within(0.02));
        // Equation of time on 2019-11-03: +16.4 min, so that the sun is over 4.1 W at 12:00 UTC.
        final Vector3 sun = Sun.direction(Instant.parse("2019-11-03T12:00:00Z").getEpochSecond());
        assertThat(sun.longitude()).isCloseTo(-4.11, within(0.03));
    }

    private static double declination(String time) {
        return Sun.direction(Instant.parse(time).getEpochSecond()).latitude();
    }
}
