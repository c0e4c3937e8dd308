package org.fluxwatch.assimilate.inputs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.grid.Sphere;

/// Land or sea, from coarse polygons that come with the program (`land.txt`): the coast of East Asia within about
/// 50 km, the rest of the world within a few hundred. Lakes count as land, the Caspian as sea.
///
/// For invented worlds, where a plausible coast is all that is needed; nothing real is to be screened with it.
public final class LandMask {
    private static final String RESOURCE = "land.txt";

    /// A closed ring of vertices on the plane of longitude and latitude.
    private record Polygon(
            String name, boolean land, double[] longitudes, double[] latitudes, double west, double east) {
        static Polygon of(String name, boolean land, List<double[]> vertices) {
            final double[] longitudes =
                    vertices.stream().mapToDouble(vertex -> vertex[0]).toArray();
            final double[] latitudes =
                    vertices.stream().mapToDouble(vertex -> vertex[1]).toArray();
            double west = longitudes[0];
            double east = longitudes[0];
            for (double longitude : longitudes) {
                west = Math.min(west, longitude);
                east = Math.max(east, longitude);
            }
            return new Polygon(name, land, longitudes, latitudes, west, east);
        }

        /// Even-odd rule: a point is inside when a ray from it crosses the ring an odd number of times.
        boolean contains(double latitude, double longitude) {
            if (longitude < west || longitude > east) return false;
            boolean inside = false;
            for (int n = 0, before = latitudes.length - 1; n < latitudes.length; before = n++) {
                if (latitudes[n] > latitude == latitudes[before] > latitude) continue;
                final double share = (latitude - latitudes[n]) / (latitudes[before] - latitudes[n]);
                if (longitude < longitudes[n] + share * (longitudes[before] - longitudes[n])) inside = !inside;
            }
            return inside;
        }
    }

    private final List<Polygon> polygons;

    public LandMask() {
        try (var stream = LandMask.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) throw new IllegalStateException(RESOURCE + " is missing beside " + LandMask.class);
            polygons = read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    private static List<Polygon> read(BufferedReader lines) throws IOException {
        final List<Polygon> polygons = new ArrayList<>();
        String[] title = null;
        List<double[]> vertices = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank() || line.startsWith("#")) continue;
            final String[] words = line.trim().split("\\s+");
            if (Character.isLetter(words[0].charAt(0))) {
                if (title != null) polygons.add(Polygon.of(title[1], "land".equals(title[0]), vertices));
                title = words;
                vertices = new ArrayList<>();
            } else {
                for (int n = 0; n < words.length; n += 2)
                    vertices.add(new double[] {Double.parseDouble(words[n]), Double.parseDouble(words[n + 1])});
            }
        }
        if (title == null) throw new IllegalStateException(RESOURCE + " holds no polygon");
        polygons.add(Polygon.of(title[1], "land".equals(title[0]), vertices));
        return List.copyOf(polygons);
    }

    /// Whether a place is land.
    ///
    /// @param latitude degrees north
    /// @param longitude degrees east, any turn
    public boolean land(double latitude, double longitude) {
        final double wrapped = Sphere.wrapLongitude(longitude);
        boolean land = false;
        for (Polygon polygon : polygons)
            // Eurasia runs on beyond 180 degrees east.
            if (polygon.contains(latitude, wrapped) || polygon.contains(latitude, wrapped + 360)) {
                if (!polygon.land()) return false;
                land = true;
            }
        return land;
    }
}
