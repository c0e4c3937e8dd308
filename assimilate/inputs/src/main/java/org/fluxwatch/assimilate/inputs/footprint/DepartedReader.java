package org.fluxwatch.assimilate.inputs.footprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.assimilate.inputs.footprint.Footprint.Departed;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.Units;

/// Where particles left the file's domain: `particle_locations_n`, `_e`, `_s`, `_w` over height and longitude or
/// latitude, the ages then in `mean_age_particles_n` and so on.
final class DepartedReader {
    private static final String SHARES = "particle_locations_";
    private static final String AGES = "mean_age_particles_";
    private static final List<Character> SIDES = List.of('n', 'e', 's', 'w');

    /// Shares are rounded one by one.
    private static final double ROUNDING = 0.02;

    /// One share of the particles.
    private record End(double latitude, double longitude, double heightM, long time, double weight) {}

    private final GridFile file;
    private final FileCells cells;
    private final Release release;
    private final List<End> ends = new ArrayList<>();

    private DepartedReader(GridFile file, FileCells cells, Release release) {
        this.file = file;
        this.cells = cells;
        this.release = release;
    }

    /// @throws InputException when sides are missing, or shares are none
    static Departed of(GridFile file, FileCells cells, Release release) {
        if (SIDES.stream().noneMatch(side -> file.has(SHARES + side))) return Departed.UNKNOWN;
        final DepartedReader reader = new DepartedReader(file, cells, release);
        for (char side : SIDES) reader.add(side);
        return reader.departed();
    }

    private void add(char side) {
        final boolean alongLongitude = side == 'n' || side == 's';
        final Side shares = Side.of(file.variable(SHARES + side), release.index(), alongLongitude, cells);
        final Side ages = Side.of(file.variable(AGES + side), release.index(), alongLongitude, cells);
        final double toSeconds = seconds(ages.variable);
        final double[] edges = alongLongitude ? cells.latitudeEdges() : cells.longitudeEdges();
        final double edge = side == 'n' || side == 'e'
                ? Math.max(edges[0], edges[edges.length - 1])
                : Math.min(edges[0], edges[edges.length - 1]);
        for (int h = 0; h < shares.heights.length; h++)
            for (int n = 0; n < shares.places.length; n++) {
                final double weight = shares.at(h, n);
                if (!(weight >= 0 && weight <= 1))
                    throw shares.variable.wrong("is " + weight + " at " + release.from() + ", height "
                            + shares.heights[h] + ", " + shares.places[n] + " degrees, expected a share, 0 to 1");
                if (weight == 0) continue;
                final double age = ages.at(h, n) * toSeconds;
                if (!(age >= 0))
                    throw ages.variable.wrong("is " + ages.at(h, n) + " at " + release.from() + ", height "
                            + shares.heights[h] + ", " + shares.places[n] + " degrees, expected an age of the particles"
                            + " that left there");
                ends.add(new End(
                        alongLongitude ? edge : shares.places[n],
                        alongLongitude ? shares.places[n] : edge,
                        shares.heights[h],
                        release.middle().getEpochSecond() - Math.round(age),
                        weight));
            }
    }

    private static double seconds(GridVariable ages) {
        return ages.units().toLowerCase(Locale.ROOT).equals("hrs") ? 3600 : Units.factor(ages, "s");
    }

    private Departed departed() {
        final double sum = ends.stream().mapToDouble(End::weight).sum();
        if (sum > 1 + ROUNDING)
            throw new InputException(file.path() + ": variables " + SHARES + "n, e, s and w add up to " + sum + " at "
                    + release.from() + ", expected shares of all particles, 1 at most");
        final double scale = sum > 1 ? 1 / sum : 1;
        final int n = ends.size();
        final Departed departed =
                new Departed(new float[n], new float[n], new float[n], new long[n], new float[n], Math.max(0, 1 - sum));
        for (int e = 0; e < n; e++) {
            departed.latitude()[e] = (float) ends.get(e).latitude;
            departed.longitude()[e] = (float) ends.get(e).longitude;
            departed.heightM()[e] = (float) ends.get(e).heightM;
            departed.time()[e] = ends.get(e).time;
            departed.weight()[e] = (float) (ends.get(e).weight * scale);
        }
        return departed;
    }

    /// One release of a variable over height and places along a side, whatever the order of its dimensions.
    private record Side(
            GridVariable variable, double[] heights, double[] places, double[] values, boolean heightFirst) {
        static Side of(GridVariable variable, int release, boolean alongLongitude, FileCells cells) {
            variable.requireDimensions(3);
            final List<String> dimensions = variable.dimensions();
            final int time = dimensions.indexOf("time");
            final int height = dimensions.indexOf("height");
            if (time < 0 || height < 0)
                throw variable.wrong("has the dimensions " + dimensions + ", expected time, height and "
                        + (alongLongitude ? "longitude" : "latitude"));
            final int along = 3 - time - height;
            final double[] places =
                    variable.file().variable(dimensions.get(along)).doubles();
            final int expected = alongLongitude ? cells.nx() : cells.ny();
            if (places.length != expected || variable.shape()[along] != expected)
                throw variable.wrong("has " + places.length + " places along " + dimensions.get(along)
                        + ", expected the " + expected + " of the footprints");
            final int[] origin = new int[3];
            final int[] window = variable.shape();
            origin[time] = release;
            window[time] = 1;
            return new Side(
                    variable,
                    variable.file().variable(dimensions.get(height)).doubles(),
                    places,
                    variable.doubles(origin, window),
                    height < along);
        }

        double at(int height, int place) {
            return values[heightFirst ? height * places.length + place : place * heights.length + height];
        }
    }
}
