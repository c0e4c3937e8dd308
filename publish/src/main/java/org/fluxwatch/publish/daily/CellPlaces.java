package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Path;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;

/// Where the cells of a product are and how large.
///
/// @param latitude of the centre `[ny*nx]`, degrees north
/// @param longitude of the centre `[ny*nx]`, degrees east, may be beyond 180
/// @param areaM2 `[ny*nx]`, m2
public record CellPlaces(double[] latitude, double[] longitude, double[] areaM2) {
    /// @throws DamagedProductException when the file is no product
    public static CellPlaces read(Path file) throws IOException {
        return ProductFile.read(file, CellPlaces::of);
    }

    private static CellPlaces of(ClassicFile file) {
        final double[] area = file.doubles("cell_area");
        if (file.has("latitude")) return new CellPlaces(file.doubles("latitude"), file.doubles("longitude"), area);
        final double[] rows = file.doubles("lat");
        final double[] columns = file.doubles("lon");
        final double[] latitude = new double[area.length];
        final double[] longitude = new double[area.length];
        for (int cell = 0; cell < area.length; cell++) {
            latitude[cell] = rows[cell / columns.length];
            longitude[cell] = columns[cell % columns.length];
        }
        return new CellPlaces(latitude, longitude, area);
    }
}
