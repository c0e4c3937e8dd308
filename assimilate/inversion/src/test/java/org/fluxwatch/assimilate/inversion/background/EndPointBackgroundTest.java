package org.fluxwatch.assimilate.inversion.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inversion.particles.FlowHour;
import org.fluxwatch.assimilate.inversion.particles.FlowHours;
import org.fluxwatch.assimilate.inversion.particles.FlowPreparation;
import org.fluxwatch.assimilate.inversion.particles.FlowSurface;
import org.fluxwatch.assimilate.inversion.row.EndPoints;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.junit.jupiter.api.Test;

class EndPointBackgroundTest {
    private static final Grid GRID = new LatLonGrid(100, 25, 1, 10, 8);
    private static final SigmaLevels LEVELS = Scene.EIGHT;
    private static final Meteorology WINDS = new SyntheticMeteorology(GRID, LEVELS, 2);
    private static final Instant HOUR = Scene.hour(Scene.START, 7);

    /// 400 ppm, and 1 more a degree north and a 1000 Pa above 1000 hPa; half-way in an hour half a ppm more.
    private static final GlobalCo2 GLOBAL = new GlobalCo2() {
        @Override
        public void profile(
                Instant time, double latitude, double longitude, SigmaLevels levels, double surfacePa, double[] ppm) {
            for (int k = 0; k < ppm.length; k++)
                ppm[k] = 400
                        + (latitude - 28)
                        + (100_000 - levels.middlePa(k, surfacePa)) / 1000
                        + time.getEpochSecond() % 3600 / 3600.0;
        }

        @Override
        public String description(LocalDate day) {
            return "slopes";
        }
    };

    private final FlowHours hours = prepared();

    private static FlowHours prepared() {
        try (NumericsPool pool = new NumericsPool(1)) {
            final FlowHour hour = new FlowPreparation(GRID, LEVELS, pool)
                    .prepare(
                            WINDS.at(HOUR),
                            WINDS.at(HOUR.plusSeconds(3600)),
                            Arena.ofAuto().allocate(FlowHour.bytes(GRID, LEVELS), 64));
            return at -> at == hour.hour() ? Optional.of(hour) : Optional.empty();
        }
    }

    private double ppm(double factor, EndPoints ends) {
        final Row row = new Row("one", HOUR, new int[0], new int[0], new float[0], ends);
        final BinFluxes none = new BinFluxes(Scene.none(GRID), Scene.all(GRID), 8);
        return new EndPointBackground(GRID, LEVELS, GLOBAL, new FlowSurface(GRID, LEVELS, hours), none)
                .ppm(List.of(new EndPointBackground.Seen(row, 3, factor)))[0];
    }

    private static EndPoints ends(double lost, float[] latitude, float[] pressurePa, long[] seconds, float[] weight) {
        final long[] time = seconds.clone();
        for (int e = 0; e < time.length; e++) time[e] += HOUR.getEpochSecond();
        return new EndPoints(latitude, Scene.filled(latitude.length, 104.2), pressurePa, time, weight, lost);
    }

    @Test
    void theGlobalFieldIsTakenAtPlaceHeightAndTimeTimesTheFactor() {
        final EndPoints ends = ends(
                0, new float[] {28, 30}, new float[] {90_000, 50_000}, new long[] {0, 1800}, new float[] {0.6f, 0.4f});
        assertThat(ppm(1.01, ends)).isCloseTo(3 + 1.01 * (0.6 * 410 + 0.4 * 452.5), within(1e-3));
    }

    @Test
    void airOfUnknownOriginCountsAsTheRest() {
        final EndPoints half = ends(0.5, new float[] {28}, new float[] {90_000}, new long[] {0}, new float[] {0.5f});
        assertThat(ppm(1, half)).isCloseTo(3 + 410, within(1e-3));
        assertThat(ppm(1, EndPoints.unknown())).isNaN();
    }

    /// The air of a span's last hour may end at the hour's end; what is beyond the rim is taken from the rim.
    @Test
    void theEndOfTheLastHourAndPlacesJustOutsideAreKnown() {
        final EndPoints ends = ends(0, new float[] {24.2f}, new float[] {90_000}, new long[] {3600}, new float[] {1});
        assertThat(ppm(1, ends)).isCloseTo(3 + 400 + (25 - 28) + 10, within(1e-3));
    }

    @Test
    void anHourThatIsNotPreparedIsNamed() {
        final EndPoints ends = ends(0, new float[] {28}, new float[] {90_000}, new long[] {-7200}, new float[] {1});
        assertThatIllegalStateException()
                .isThrownBy(() -> ppm(1, ends))
                .withMessage("end points of 2016-07-01T05:00:00Z are of an hour that is not prepared");
    }

    @Test
    void surfacePressureIsThatOfTheMeteorology() {
        final FlowSurface surface = new FlowSurface(GRID, LEVELS, hours);
        for (int cell = 0; cell < GRID.cells(); cell++)
            assertThat(surface.pressurePa(HOUR.getEpochSecond() + 900, cell).orElseThrow())
                    .isCloseTo(WINDS.at(HOUR).surfacePressurePa()[cell], within(0.1));
        assertThat(surface.pressurePa(HOUR.getEpochSecond() - 1, 0)).isEmpty();
    }
}
