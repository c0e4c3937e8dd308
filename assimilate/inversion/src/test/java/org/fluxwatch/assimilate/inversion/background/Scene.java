package org.fluxwatch.assimilate.inversion.background;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.fluxwatch.assimilate.inversion.background.LaneRing.LaneBackground;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.assimilate.model.operator.StationObservation;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Profile;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.record.ViewMode;

/// What tests of backgrounds are made of.
final class Scene {
    static final LocalDate START = LocalDate.of(2016, 7, 1);
    static final SigmaLevels EIGHT =
            new SigmaLevels(List.of(1.0, 0.985, 0.95, 0.895, 0.82, 0.68, 0.43, 0.2, 0.0), 4_000);

    private static final int LEVELS = 20;

    private Scene() {}

    static Instant hour(LocalDate day, double hour) {
        return LaneRing.midnight(day).plusSeconds(Math.round(3600 * hour));
    }

    /// A retrieval with a kernel that is the same on all levels.
    static ColumnRetrieval retrieval(double kernel) {
        final float[] pressure = new float[LEVELS];
        final float[] weight = new float[LEVELS];
        for (int k = 0; k < LEVELS; k++) {
            pressure[k] = k == 0 ? 0.1f : 1000f * k / (LEVELS - 1);
            weight[k] = k == 0 || k == LEVELS - 1 ? 0.5f / (LEVELS - 1) : 1f / (LEVELS - 1);
        }
        return new ColumnRetrieval(
                395,
                new Profile(pressure),
                new Profile(weight),
                new Profile(filled(LEVELS, kernel)),
                new Profile(filled(LEVELS, 395)));
    }

    static Superobservation observation(
            String id, Instant time, double latitude, double longitude, double ppm, double kernel, boolean withheld) {
        return new Superobservation(
                "tiny",
                Sensor.OCO2,
                time.atZone(java.time.ZoneOffset.UTC).toLocalDate(),
                "granule",
                GranuleVersion.of("B11", "1", 1),
                id,
                ViewMode.NADIR,
                time,
                latitude,
                longitude,
                ppm,
                0.6,
                retrieval(kernel),
                3,
                withheld,
                Set.of(),
                Co2Scale.X2007);
    }

    /// Observations all over the middle of a grid, in the hours from one to another.
    static List<Superobservation> spread(Grid grid, LocalDate day, int count, int firstHour, int hours, double ppm) {
        final List<Superobservation> observations = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            final double x = 2 + (grid.nx() - 5) * (n * 0.7548776662 % 1);
            final double y = 2 + (grid.ny() - 5) * (n * 0.5698402910 % 1);
            observations.add(observation(
                    day + "-" + n,
                    hour(day, firstHour + n % hours + 0.98),
                    grid.latitude(x, y),
                    grid.longitude(x, y),
                    ppm + 0.1 * (n % 5),
                    1,
                    false));
        }
        return observations;
    }

    static GlobalCo2 uniform(double value) {
        return new GlobalCo2() {
            @Override
            public void profile(
                    Instant time,
                    double latitude,
                    double longitude,
                    SigmaLevels levels,
                    double surfacePressurePa,
                    double[] ppm) {
                Arrays.fill(ppm, value);
            }

            @Override
            public String description(LocalDate day) {
                return value + " ppm everywhere";
            }
        };
    }

    static PriorFlux none(Grid grid) {
        final float[] zero = new float[grid.cells()];
        return new PriorFlux() {
            @Override
            public Fields at(Instant hour) {
                return new Fields(zero, zero, zero, zero);
            }

            @Override
            public String description(LocalDate day) {
                return "no fluxes";
            }
        };
    }

    /// Outside everywhere.
    static float[] all(Grid grid) {
        return filled(grid.cells(), 1);
    }

    /// Inside is a block in the middle, with a rim of cells that are partly outside.
    static float[] aroundTheMiddle(Grid grid) {
        final float[] outside = all(grid);
        for (int cell = 0; cell < outside.length; cell++) {
            final int border = grid.cellsToBoundary(cell);
            outside[cell] = border < 4 ? 1 : border == 4 ? 0.4f : 0;
        }
        return outside;
    }

    static float[] filled(int size, double value) {
        final float[] array = new float[size];
        Arrays.fill(array, (float) value);
        return array;
    }

    static LaneBackground background(String name, GlobalCo2 global, boolean scaled, PriorFlux fluxes, float[] outside) {
        return new LaneBackground(name, global, scaled, fluxes, outside);
    }

    /// Runs a day to its end.
    static LaneRing.Run run(LaneRing ring, LaneState state, List<Superobservation> observations) {
        return finished(ring.begin(state, lanes(observations)));
    }

    static List<LaneObservation> lanes(List<Superobservation> observations) {
        return observations.stream()
                .map(one -> LaneObservation.of(one, one.errorPpm()))
                .toList();
    }

    /// What stations at the places of satellites' observations would see at a height.
    static List<LaneObservation> stations(List<Superobservation> at, double heightM) {
        return at.stream()
                .map(one -> LaneObservation.of(
                        new StationObservation(
                                Sensor.STATION,
                                "station",
                                "WMO CO2 X2019",
                                one.id(),
                                one.time(),
                                one.latitude(),
                                one.longitude(),
                                one.xco2Ppm() + 10,
                                0.1,
                                1,
                                new ObservationOperator.Point(heightM)),
                        2))
                .toList();
    }

    static LaneRing.Run finished(LaneRing.Run run) {
        while (!run.finished()) run.step();
        return run;
    }
}
