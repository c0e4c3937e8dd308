package org.fluxwatch.deploy.osse;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.fluxwatch.assimilate.inputs.LandMask;
import org.fluxwatch.contract.grid.Grid;

/// Maps of a grid's cells on its own plane, north up: a PNG of a pixel a cell, under coast and graticule, in one SVG.
final class FluxMap {
    private static final int WIDTH = 330;
    private static final int GRATICULE_DEGREES = 10;

    private final Grid grid;
    private final String overlay;

    FluxMap(Grid grid) {
        this.grid = grid;
        overlay = graticule() + coast();
    }

    /// Blue below zero, red above.
    String diverging(String title, double[] values, double greatest) {
        return svg(title, values, -greatest, greatest, true);
    }

    /// White to green, from zero.
    String sequential(String title, double[] values, double greatest) {
        return svg(title, values, 0, greatest, false);
    }

    private String svg(String title, double[] values, double least, double greatest, boolean diverging) {
        final BufferedImage image = new BufferedImage(grid.nx(), grid.ny(), BufferedImage.TYPE_INT_RGB);
        for (int c = 0; c < values.length; c++) {
            final double share = Math.clamp((values[c] - least) / (greatest - least), 0, 1);
            image.setRGB(
                    c % grid.nx(), grid.ny() - 1 - c / grid.nx(), diverging ? blueToRed(share) : whiteToGreen(share));
        }
        final BufferedImage scale = new BufferedImage(64, 1, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) scale.setRGB(i, 0, diverging ? blueToRed(i / 63.0) : whiteToGreen(i / 63.0));
        return String.format(
                Locale.ROOT,
                """
                <figure><figcaption>%s</figcaption>
                <svg viewBox='0 0 %d %d' width='%d' role='img'>
                <image href='%s' width='%d' height='%d' style='image-rendering:pixelated'/>%s</svg>
                <div class='scale'>%.1f <img alt='' src='%s'> %.1f</div></figure>
                """,
                Html.text(title),
                grid.nx(),
                grid.ny(),
                WIDTH,
                png(image),
                grid.nx(),
                grid.ny(),
                overlay,
                least,
                png(scale),
                greatest);
    }

    private static String png(BufferedImage image) {
        try {
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException("a PNG cannot be made in memory", e);
        }
    }

    private static int blueToRed(double share) {
        return share < 0.5
                ? mixed(0x2166ac, 0xf7f7f7, Math.sqrt(2 * share))
                : mixed(0xf7f7f7, 0xb2182b, 1 - Math.sqrt(2 * (1 - share)));
    }

    private static int whiteToGreen(double share) {
        return mixed(0xf7f7f7, 0x00582f, share);
    }

    private static int mixed(int from, int to, double share) {
        int rgb = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            final int a = from >> shift & 0xff;
            final int b = to >> shift & 0xff;
            rgb |= (int) Math.round(a + share * (b - a)) << shift;
        }
        return rgb;
    }

    /// The sides between cells on land and at sea.
    private String coast() {
        final LandMask mask = new LandMask();
        final boolean[] land = new boolean[grid.cells()];
        for (int c = 0; c < land.length; c++) land[c] = mask.land(grid.latitude(c), grid.longitude(c));
        final StringBuilder path = new StringBuilder("<path class='coast' d='");
        for (int j = 0; j < grid.ny(); j++)
            for (int i = 0; i < grid.nx(); i++) {
                final int top = grid.ny() - 1 - j;
                if (i > 0 && land[grid.cell(i, j)] != land[grid.cell(i - 1, j)])
                    path.append(String.format(Locale.ROOT, "M%d %dv1", i, top));
                if (j > 0 && land[grid.cell(i, j)] != land[grid.cell(i, j - 1)])
                    path.append(String.format(Locale.ROOT, "M%d %dh1", i, top + 1));
            }
        return path.append("'/>").toString();
    }

    private String graticule() {
        final StringBuilder path = new StringBuilder("<path class='graticule' d='");
        for (int latitude = -80; latitude <= 80; latitude += GRATICULE_DEGREES) {
            boolean drawing = false;
            for (int longitude = -180; longitude <= 180; longitude++)
                drawing = point(path, latitude, longitude, drawing);
        }
        for (int longitude = -180; longitude < 180; longitude += GRATICULE_DEGREES) {
            boolean drawing = false;
            for (int latitude = -80; latitude <= 80; latitude++) drawing = point(path, latitude, longitude, drawing);
        }
        return path.append("'/>").toString();
    }

    private boolean point(StringBuilder path, double latitude, double longitude, boolean drawing) {
        final double[] xy = grid.locate(latitude, longitude);
        final double x = xy[0] + 0.5;
        final double y = grid.ny() - 0.5 - xy[1];
        if (!(x >= 0 && x <= grid.nx() && y >= 0 && y <= grid.ny())) return false;
        path.append(String.format(Locale.ROOT, "%s%.2f %.2f", drawing ? "L" : "M", x, y));
        return true;
    }
}
