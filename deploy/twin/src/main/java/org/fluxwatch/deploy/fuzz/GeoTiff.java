package org.fluxwatch.deploy.fuzz;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;

/// A small GeoTIFF as ODIAC has them.
final class GeoTiff {
    private static final int SIDE = 60;

    private GeoTiff() {}

    static byte[] bytes(Path folder) throws IOException {
        final Path path = folder.resolve("seed.tif");
        final WritableRaster raster = model().createCompatibleWritableRaster(SIDE, SIDE);
        final float[] values = new float[SIDE * SIDE];
        Arrays.fill(values, 3);
        raster.setPixels(0, 0, SIDE, SIDE, values);
        final BufferedImage image = new BufferedImage(model(), raster, false, null);
        final ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        final TIFFDirectory tags = TIFFDirectory.createFromMetadata(
                writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), writer.getDefaultWriteParam()));
        tags.addTIFFField(doubles(33550, "ModelPixelScale", 1 / 12.0, 1 / 12.0, 0));
        tags.addTIFFField(doubles(33922, "ModelTiepoint", 0, 0, 0, 111, 40, 0));
        try (var stream = ImageIO.createImageOutputStream(path.toFile())) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, tags.getAsMetadata()), null);
        }
        writer.dispose();
        final byte[] bytes = Files.readAllBytes(path);
        Files.delete(path);
        return bytes;
    }

    private static ComponentColorModel model() {
        return new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, 1, DataBuffer.TYPE_FLOAT);
    }

    private static TIFFField doubles(int number, String name, double... values) {
        final TIFFTag tag = new TIFFTag(name, number, 1 << TIFFTag.TIFF_DOUBLE);
        return new TIFFField(tag, TIFFTag.TIFF_DOUBLE, values.length, values);
    }
}
