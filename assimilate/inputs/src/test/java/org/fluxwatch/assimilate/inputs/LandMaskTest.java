package org.fluxwatch.assimilate.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.nio.file.Path;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandMaskTest {
    private final LandMask mask = new LandMask();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Beijing, 39.9, 116.4, true",
        "Lhasa, 29.6, 91.1, true",
        "Seoul, 37.5, 127.1, true",
        "Tokyo, 35.8, 139.4, true",
        "Taichung, 24.1, 120.9, true",
        "Haikou, 19.8, 110.3, true",
        "Ulaanbaatar, 47.9, 106.9, true",
        "Yellow Sea, 35.5, 123.0, false",
        "Bohai, 38.7, 119.5, false",
        "East China Sea, 29.0, 125.0, false",
        "Sea of Japan, 40.0, 134.0, false",
        "South China Sea, 17.0, 113.0, false",
        "Bay of Bengal, 15.0, 88.0, false",
        "Caspian Sea, 41.0, 51.0, false",
        "Chukotka beyond the date line, 66.3, -174.0, true",
        "Kansas, 38.5, -98.0, true",
        "North Atlantic, 45.0, -35.0, false",
        "Congo, 0.0, 22.0, true",
        "Alice Springs, -23.7, 133.9, true",
        "South Pole, -90.0, 0.0, true",
        "North Pole, 90.0, 0.0, false"
    })
    void knowsPlaces(String place, double latitude, double longitude, boolean land) {
        assertThat(mask.land(latitude, longitude)).isEqualTo(land);
        assertThat(mask.land(latitude, longitude - 360)).isEqualTo(land);
    }

    @Test
    void agreesWithNaturalEarthOnNearlyAllOfEastAsia() throws IOException {
        final Path2D countries = naturalEarth();
        int agreed = 0;
        int cells = 0;
        for (double latitude = 10.25; latitude < 60; latitude += 0.5)
            for (double longitude = 70.25; longitude < 150; longitude += 0.5) {
                cells++;
                if (countries.contains(longitude, latitude) == mask.land(latitude, longitude)) agreed++;
            }
        assertThat((double) agreed / cells).isGreaterThan(0.97);
    }

    private static Path2D naturalEarth() throws IOException {
        final Path file = RealFiles.at("data/masks/ne_110m_admin_0_countries.json");
        final Path2D countries = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (JsonNode feature : new ObjectMapper().readTree(file.toFile()).path("features")) {
            final JsonNode geometry = feature.path("geometry");
            if ("Polygon".equals(geometry.path("type").asText())) add(countries, geometry.path("coordinates"));
            else for (JsonNode polygon : geometry.path("coordinates")) add(countries, polygon);
        }
        return countries;
    }

    private static void add(Path2D path, JsonNode polygon) {
        final JsonNode ring = polygon.path(0);
        for (int n = 0; n < ring.size(); n++) {
            final double longitude = ring.path(n).path(0).asDouble();
            final double latitude = ring.path(n).path(1).asDouble();
            if (n == 0) path.moveTo(longitude, latitude);
            else path.lineTo(longitude, latitude);
        }
        path.closePath();
    }
}
