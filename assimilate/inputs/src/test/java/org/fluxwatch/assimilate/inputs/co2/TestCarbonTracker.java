package org.fluxwatch.assimilate.inputs.co2;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.IntStream;

/// A small CarbonTracker day: 10 degree columns of five layers, 3-hourly in the middle of the hours.
record TestCarbonTracker(TestFile.Field ppm, TestFile.Field edgePa, String units, String longName, double[] hours) {
    static final double[] SIGMA = {1, 0.9, 0.7, 0.4, 0.15, 0};
    static final int LAYERS = SIGMA.length - 1;
    static final double[] EVERY_THREE_HOURS = {1.5, 4.5, 7.5, 10.5, 13.5, 16.5, 19.5, 22.5};

    static final TestFile.Field HILLS = (t, e, latitude, longitude) ->
            SIGMA[e] * (98_000 - 15_000 * Math.exp(-Math.pow((longitude - 105) / 20, 2)) + 30 * latitude + 20 * t);

    static TestCarbonTracker of(TestFile.Field ppm) {
        return new TestCarbonTracker(
                ppm, HILLS, "micromol mol-1", "mole_fraction_of_carbon_dioxide_in_air", EVERY_THREE_HOURS);
    }

    TestCarbonTracker edges(TestFile.Field others) {
        return new TestCarbonTracker(ppm, others, units, longName, hours);
    }

    TestCarbonTracker units(String others) {
        return new TestCarbonTracker(ppm, edgePa, others, longName, hours);
    }

    TestCarbonTracker longName(String other) {
        return new TestCarbonTracker(ppm, edgePa, units, other, hours);
    }

    TestCarbonTracker hours(double... others) {
        return new TestCarbonTracker(ppm, edgePa, units, longName, others);
    }

    TestFile file(LocalDate day) {
        return new TestFile()
                .axis("time", TestFile.daysSince2000(day, hours), "units", "days since 2000-01-01 00:00:00 UTC")
                .axis("level", numbers(LAYERS), "units", "1")
                .axis("boundary", numbers(LAYERS + 1), "units", "1")
                .axis("latitude", from(-85, 18), "units", "degrees_north")
                .axis("longitude", from(-175, 36), "units", "degrees_east")
                .field("co2", "time level latitude longitude", ppm, "units", units, "long_name", longName)
                .field("pressure", "time boundary latitude longitude", edgePa, "units", "Pa");
    }

    Path write(Path folder, LocalDate day) {
        return file(day).write(folder.resolve("CT2022.molefrac_glb3x2_" + day + ".nc"));
    }

    private static double[] numbers(int n) {
        return IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    }

    static double[] from(double first, int n) {
        return IntStream.range(0, n).mapToDouble(i -> first + 10 * i).toArray();
    }
}
