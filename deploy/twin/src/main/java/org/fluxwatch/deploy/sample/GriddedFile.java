package org.fluxwatch.deploy.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.deploy.twin.Netcdf4File;
import org.fluxwatch.deploy.twin.NetcdfVariable;
import org.fluxwatch.deploy.twin.Values;

/// A netCDF-4 file of fields in the making; it has its name once it is whole.
final class GriddedFile {
    private static final int DEFLATE_LEVEL = 2;

    private final Path path;
    private final float fill;
    private final Netcdf4File file = new Netcdf4File();
    private final Map<String, Integer> sizes = new HashMap<>(); // for look-up only

    GriddedFile(Path path, float fill) {
        this.path = path;
        this.fill = fill;
        file.attribute("comment", "Invented data in the layout of the real product: no measurement, no reanalysis");
    }

    static double[] steps(int count, double first, double step) {
        return IntStream.range(0, count).mapToDouble(n -> first + n * step).toArray();
    }

    void attribute(String name, String text) {
        file.attribute(name, text);
    }

    void axis(String name, String units, double... values) {
        sizes.put(name, values.length);
        doubles(name, name, units, values);
    }

    /// Middles of a grid's cells.
    void places(String latitude, String longitude, LatLonGrid grid) {
        final double half = 0.5 * grid.cellDegrees();
        axis(latitude, "degrees_north", steps(grid.ny(), grid.south() + half, grid.cellDegrees()));
        axis(longitude, "degrees_east", steps(grid.nx(), grid.west() + half, grid.cellDegrees()));
    }

    /// @param dimensions names between blanks
    void doubles(String name, String dimensions, String units, double... values) {
        add(name, dimensions, units, new Values.Doubles(values), new Values.Doubles(new double[] {fill}));
    }

    /// @param dimensions names between blanks
    void floats(String name, String dimensions, String units, float... values) {
        add(name, dimensions, units, new Values.Floats(values), new Values.Floats(new float[] {fill}));
    }

    /// A layer of a step is a chunk, as in MERRA-2: what is read one by one must not be inflated as a whole each time.
    private void add(String name, String dimensions, String units, Values values, Values missing) {
        final List<String> names = List.of(dimensions.split(" "));
        final NetcdfVariable variable = new NetcdfVariable(name, names, values, missing, Map.of("units", units));
        if (names.size() < 3) {
            file.add(variable);
            return;
        }
        final int[] chunk = new int[names.size()];
        for (int d = 0; d < chunk.length; d++)
            chunk[d] = d < chunk.length - 2 ? 1 : sizes.getOrDefault(names.get(d), 1);
        file.add(variable, chunk, DEFLATE_LEVEL);
    }

    void write() throws IOException {
        Files.createDirectories(path.getParent());
        final Path part = Path.of(path + ".part");
        file.write(part);
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
