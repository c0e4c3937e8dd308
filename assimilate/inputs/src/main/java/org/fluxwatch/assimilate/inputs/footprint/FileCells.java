package org.fluxwatch.assimilate.inputs.footprint;

import java.util.Arrays;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.model.regrid.ConservativeRegrid;
import org.fluxwatch.assimilate.model.regrid.Window;

/// The cells of a file of footprints; equal where all centres are.
///
/// @param latitudes centres, rising or falling, degrees north `[ny]`
/// @param longitudes centres, rising, degrees east `[nx]`
public record FileCells(double[] latitudes, double[] longitudes) {
    static FileCells of(GeoVariable field) {
        field.grid(); // checks the axes
        return new FileCells(field.latitudes(), field.longitudes());
    }

    public int nx() {
        return longitudes.length;
    }

    public int ny() {
        return latitudes.length;
    }

    Window whole() {
        return new Window(0, 0, nx(), ny());
    }

    /// `[ny+1]`
    public double[] latitudeEdges() {
        return ConservativeRegrid.latitudeEdges(latitudes);
    }

    /// `[nx+1]`
    public double[] longitudeEdges() {
        return ConservativeRegrid.longitudeEdges(longitudes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileCells cells
                && Arrays.equals(latitudes, cells.latitudes)
                && Arrays.equals(longitudes, cells.longitudes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(latitudes) + Arrays.hashCode(longitudes);
    }

    @Override
    public String toString() {
        return ny() + " x " + nx() + " cells, latitude " + rounded(latitudes[0]) + " to " + rounded(latitudes[ny() - 1])
                + ", longitude " + rounded(longitudes[0]) + " to " + rounded(longitudes[nx() - 1]);
    }

    /// Axes in single precision have 7 digits.
    private static double rounded(double degrees) {
        return Math.rint(1e4 * degrees) / 1e4;
    }
}
