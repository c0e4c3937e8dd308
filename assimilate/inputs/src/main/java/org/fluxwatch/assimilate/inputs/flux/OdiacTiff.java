package org.fluxwatch.assimilate.inputs.flux;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFImageReadParam;
import javax.imageio.stream.ImageInputStream;
import org.fluxwatch.assimilate.model.regrid.ConservativeRegrid;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.netcdf.InputException;

/// A month of ODIAC as GeoTIFF: tonnes of carbon in each cell of 30 arc seconds, north first. Cells are added up to
/// such of 0.1 degrees, in strips, so that the 3.7 GB of a month are never in memory at once.
final class OdiacTiff implements FluxFile {
    private static final int MODEL_PIXEL_SCALE = 33550;
    private static final int MODEL_TIEPOINT = 33922;
    private static final int GDAL_NODATA = 42113;
    private static final double COARSE_DEGREES = 0.1;
    private static final double LEAST_DEGREES = 1e-3;
    private static final double GREATEST_DEGREES = 10;
    private static final double ROUNDING = 1e-6;
    private static final FluxTerm CARBON = new FluxTerm("tonnes of carbon", 1);

    private final Header header;
    private final int perSide;
    private final double noData;
    private final FluxUnits units;

    /// @param noData value of cells that have none; NaN: only NaN is
    private OdiacTiff(Header header, int perSide, double noData, FluxUnits units) {
        this.header = header;
        this.perSide = perSide;
        this.noData = noData;
        this.units = units;
    }

    /// @param named the month that the file's name says
    static OdiacTiff of(Path path, FluxLayout layout, Optional<Interval> named) {
        final Interval month = named.orElseThrow(
                () -> new InputException(path + ": has no date in its name, expected {yy}{MM} in the pattern"));
        final FluxUnits units;
        try {
            units = FluxUnits.of(layout.units().orElse("tC month-1"), layout.substance());
        } catch (IllegalArgumentException e) {
            throw new InputException(path + ": " + e.getMessage(), e);
        }
        try (Image image = new Image(path)) {
            final TIFFDirectory tags = image.tags();
            final double[] scale = numbers(path, tags, MODEL_PIXEL_SCALE, "ModelPixelScale", 2);
            final double[] tie = numbers(path, tags, MODEL_TIEPOINT, "ModelTiepoint", 6);
            if (!(scale[0] >= LEAST_DEGREES && scale[0] <= GREATEST_DEGREES))
                throw new InputException(path + ": has cells of " + scale[0] + " degrees, expected " + LEAST_DEGREES
                        + " to " + GREATEST_DEGREES);
            final int perSide = (int) Math.max(1, Math.round(COARSE_DEGREES / scale[0]));
            if (!(Math.abs(scale[0] - scale[1]) <= ROUNDING) || tie[0] != 0 || tie[1] != 0)
                throw new InputException(path + ": has cells of " + scale[0] + " x " + scale[1] + " degrees from pixel "
                        + tie[0] + ", " + tie[1] + ", expected square ones from pixel 0, 0");
            if (image.width() % perSide != 0 || image.height() % perSide != 0)
                throw new InputException(
                        path + ": has " + image.width() + " x " + image.height() + " cells, expected multiples of "
                                + perSide + ", which make up " + COARSE_DEGREES + " degrees");
            final CellEdges cells = new CellEdges(
                    edges(tie[4], -scale[1] * perSide, image.height() / perSide, 180),
                    edges(tie[3], scale[0] * perSide, image.width() / perSide, 360));
            return new OdiacTiff(
                    new Header(path, List.of(month), cells, List.of(CARBON)), perSide, noData(path, tags), units);
        } catch (IOException | RuntimeException e) {
            throw damaged(path, e);
        }
    }

    /// What the reader of TIFF throws at damaged bytes ranges from IOException to an index out of bounds.
    private static InputException damaged(Path path, Exception e) {
        return e instanceof InputException told
                ? told
                : new InputException(path + ": cannot be read, is the file damaged? " + e, e);
    }

    private static double[] numbers(Path path, TIFFDirectory tags, int tag, String name, int least) {
        final TIFFField field = tags.getTIFFField(tag);
        if (field == null || field.getCount() < least)
            throw new InputException(
                    path + ": has no tag " + name + ", expected a GeoTIFF with " + least + " or more values");
        return field.getAsDoubles();
    }

    /// As GDAL writes it: a number as text.
    private static double noData(Path path, TIFFDirectory tags) {
        final TIFFField field = tags.getTIFFField(GDAL_NODATA);
        if (field == null) return Double.NaN;
        try {
            return Double.parseDouble(field.getAsString(0).strip());
        } catch (NumberFormatException | ClassCastException e) {
            throw new InputException(
                    path + ": has the tag GDAL_NODATA '" + field.getValueAsString(0) + "', expected a number", e);
        }
    }

    private static double[] edges(double first, double step, int n, double all) {
        final double whole = Math.abs(Math.abs(n * step) - all) < ROUNDING ? Math.copySign(all / n, step) : step;
        final double[] edges = new double[n + 1];
        for (int e = 0; e <= n; e++) edges[e] = first + e * whole;
        return edges;
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public double[] read(FluxTerm term, int interval, ConservativeRegrid regrid) {
        final Window window = regrid.window();
        final double[] values = new double[window.size()];
        final double factor = units.factor(intervals().get(interval));
        try (Image image = new Image(path())) {
            for (int j = 0; j < window.ny(); j++) {
                final Raster strip = image.read(new Rectangle(
                        window.x0() * perSide, (window.y0() + j) * perSide, window.nx() * perSide, perSide));
                final double[] row = new double[strip.getWidth()];
                for (int y = 0; y < perSide; y++) {
                    strip.getSamples(strip.getMinX(), strip.getMinY() + y, row.length, 1, 0, row);
                    for (int x = 0; x < row.length; x++)
                        if (!isMissing(row[x])) values[j * window.nx() + x / perSide] += row[x];
                }
            }
        } catch (IOException | RuntimeException e) {
            throw damaged(path(), e);
        }
        for (int at = 0; at < values.length; at++)
            values[at] *= units.perCell() ? factor / regrid.sourceAreaM2(at) : factor / (perSide * perSide);
        return values;
    }

    /// As it is over sea.
    private boolean isMissing(double value) {
        return Double.isNaN(value) || (float) value == (float) noData;
    }

    /// An open TIFF.
    private static final class Image implements AutoCloseable {
        private final ImageInputStream stream;
        private final ImageReader reader;

        Image(Path path) throws IOException {
            stream = ImageIO.createImageInputStream(path.toFile());
            final Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("tiff");
            if (stream == null || !readers.hasNext()) throw new InputException(path + ": cannot be opened as TIFF");
            reader = readers.next();
            reader.setInput(stream, true, false);
        }

        int width() throws IOException {
            return reader.getWidth(0);
        }

        int height() throws IOException {
            return reader.getHeight(0);
        }

        /// Tags that Java does not know, such as GDAL's, it keeps only of what was read so.
        TIFFDirectory tags() throws IOException {
            read(new Rectangle(0, 0, 1, 1));
            try {
                return TIFFDirectory.createFromMetadata(reader.getImageMetadata(0));
            } catch (IIOInvalidTreeException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        Raster read(Rectangle region) throws IOException {
            final ImageReadParam param = reader.getDefaultReadParam();
            if (param instanceof TIFFImageReadParam tiff) tiff.setReadUnknownTags(true);
            param.setSourceRegion(region);
            return reader.read(0, param).getRaster();
        }

        @Override
        public void close() throws IOException {
            reader.dispose();
            stream.close();
        }
    }
}
