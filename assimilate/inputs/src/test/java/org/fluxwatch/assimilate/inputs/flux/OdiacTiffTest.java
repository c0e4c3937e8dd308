package org.fluxwatch.assimilate.inputs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.FluxCategory;
import org.fluxwatch.contract.settings.InputSettings.FluxFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OdiacTiffTest {
    private static final Grid GRID = new LatLonGrid(101, 31, 0.25, 8, 8);
    private static final int WIDTH = 480; // 100 to 104 degrees east
    private static final int HEIGHT = 480; // 34 to 30 degrees north

    @TempDir
    Path folder;

    private static void write(Path path, float[] values, int width, boolean tagged) throws IOException {
        write(path, values, width, tagged, "");
    }

    /// @param noData GDAL_NODATA; empty: none
    private static void write(Path path, float[] values, int width, boolean tagged, String noData) throws IOException {
        final ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, 1, DataBuffer.TYPE_FLOAT);
        final WritableRaster raster = model.createCompatibleWritableRaster(width, values.length / width);
        raster.setPixels(0, 0, width, values.length / width, values);
        final BufferedImage image = new BufferedImage(model, raster, false, null);
        final ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        final TIFFDirectory tags = TIFFDirectory.createFromMetadata(
                writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), writer.getDefaultWriteParam()));
        if (tagged) {
            tags.addTIFFField(doubles(33550, "ModelPixelScale", 1 / 120.0, 1 / 120.0, 0));
            tags.addTIFFField(doubles(33922, "ModelTiepoint", 0, 0, 0, 100, 34, 0));
        }
        if (!noData.isEmpty())
            tags.addTIFFField(new TIFFField(
                    new TIFFTag("GDAL_NODATA", 42113, 1 << TIFFTag.TIFF_ASCII), TIFFTag.TIFF_ASCII, 1, new String[] {
                        noData
                    }));
        try (var stream = ImageIO.createImageOutputStream(path.toFile())) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, tags.getAsMetadata()), null);
        }
        writer.dispose();
    }

    private static TIFFField doubles(int number, String name, double... values) {
        final TIFFTag tag = new TIFFTag(name, number, 1 << TIFFTag.TIFF_DOUBLE);
        return new TIFFField(tag, TIFFTag.TIFF_DOUBLE, values.length, values);
    }

    @Test
    void tonnesOfASecondOfArcReachTheModel() throws IOException {
        final Random random = new Random(1);
        final float[] values = new float[WIDTH * HEIGHT];
        double tonnes = 0;
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) {
                // 32 to 33 degrees north, 101.5 to 102.5 degrees east: inside the model
                if (y < 120 || y >= 240 || x < 180 || x >= 300) continue;
                values[y * WIDTH + x] = 10 * random.nextFloat();
                tonnes += values[y * WIDTH + x];
            }
        write(folder.resolve("odiac2022_1km_excl_intl_1902.tif"), values, WIDTH, true);
        final FluxSource source =
                TestSource.of(FluxCategory.FOSSIL, FluxFormat.ODIAC, folder).on(GRID);
        final double[] field = source.at(Instant.parse("2019-02-17T13:00:00Z")).getFirst();
        double micromoles = 0;
        for (int cell = 0; cell < field.length; cell++) micromoles += field[cell] * GRID.areaM2(cell);
        assertThat(micromoles / (tonnes * 1e6 / 12.011 * 1e6 / (28 * 86_400.0))).isCloseTo(1, within(1e-10));
        assertThat(field[GRID.cellAt(32.5, 102)]).isPositive();
        assertThat(field[GRID.cellAt(31.5, 102)]).isZero();
    }

    /// Type and count of BitsPerSample, then a value that no picture has.
    @Test
    void aTiffOfAnImpossibleKindIsRefused() throws IOException {
        final Path path = folder.resolve("odiac2022_1km_excl_intl_1902.tif");
        write(path, new float[WIDTH * HEIGHT], WIDTH, true);
        final byte[] bytes = Files.readAllBytes(path);
        final byte[] field = {1, 2, 0, 3, 0, 0, 0, 1};
        int at = 0;
        while (!Arrays.equals(Arrays.copyOfRange(bytes, at, at + field.length), field)) at++;
        bytes[at + field.length + 1] = 77;
        Files.write(path, bytes);
        assertThatThrownBy(() -> TestSource.of(FluxCategory.FOSSIL, FluxFormat.ODIAC, folder)
                        .on(GRID)
                        .at(Instant.parse("2019-02-17T13:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("odiac2022_1km_excl_intl_1902.tif: cannot be read, is the file damaged?");
    }

    @Test
    void cellsWithoutDataCountNothing() throws IOException {
        final float[] values = new float[WIDTH * HEIGHT];
        for (int at = 0; at < values.length; at++) values[at] = at % 2 == 0 ? -9999 : 3;
        final Path path = folder.resolve("odiac2022_1km_excl_intl_1902.tif");
        write(path, values, WIDTH, true, "-9999");
        final double half = TestSource.of(FluxCategory.FOSSIL, FluxFormat.ODIAC, folder)
                .on(GRID)
                .at(Instant.parse("2019-02-17T13:00:00Z"))
                .getFirst()[5];
        Arrays.fill(values, 3);
        write(path, values, WIDTH, true);
        final double whole = TestSource.of(FluxCategory.FOSSIL, FluxFormat.ODIAC, folder)
                .on(GRID)
                .at(Instant.parse("2019-02-17T13:00:00Z"))
                .getFirst()[5];
        assertThat(half / whole).isCloseTo(0.5, within(1e-9));
        write(path, values, WIDTH, true, "none");
        assertThatThrownBy(() -> TestSource.of(FluxCategory.FOSSIL, FluxFormat.ODIAC, folder)
                        .on(GRID)
                        .at(Instant.parse("2019-02-17T13:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has the tag GDAL_NODATA 'none', expected a number");
    }

    @Test
    void aTiffThatDoesNotSayWhereItLiesIsRefused() throws IOException {
        write(folder.resolve("odiac2022_1km_excl_intl_1902.tif"), new float[144], 12, false);
        assertThatThrownBy(() -> TestSource.of(FluxCategory.FOSSIL, FluxFormat.ODIAC, folder)
                        .on(GRID)
                        .at(Instant.parse("2019-02-17T13:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("odiac2022_1km_excl_intl_1902.tif: has no tag ModelPixelScale");
    }
}
