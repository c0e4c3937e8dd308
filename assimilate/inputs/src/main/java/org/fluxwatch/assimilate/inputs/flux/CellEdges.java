package org.fluxwatch.assimilate.inputs.flux;

import java.util.Arrays;
import org.fluxwatch.assimilate.model.regrid.ConservativeRegrid;

/// The horizontal cells of a source; equal where all edges are.
///
/// @param latitudes rising or falling, degrees north `[ny+1]`
/// @param longitudes rising, degrees east `[nx+1]`
record CellEdges(double[] latitudes, double[] longitudes) {
    static CellEdges ofCentres(double[] latitudes, double[] longitudes) {
        return new CellEdges(
                ConservativeRegrid.latitudeEdges(latitudes), ConservativeRegrid.longitudeEdges(longitudes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CellEdges edges
                && Arrays.equals(latitudes, edges.latitudes)
                && Arrays.equals(longitudes, edges.longitudes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(latitudes) + Arrays.hashCode(longitudes);
    }

    @Override
    public String toString() {
        return "latitude " + latitudes[0] + " to " + latitudes[latitudes.length - 1] + ", longitude " + longitudes[0]
                + " to " + longitudes[longitudes.length - 1];
    }
}
