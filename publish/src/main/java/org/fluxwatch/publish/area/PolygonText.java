package org.fluxwatch.publish.area;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A polygon as a client writes it: a geometry of GeoJSON (RFC 7946) or well-known text (OGC 06-103r4), of kind Polygon
/// or MultiPolygon, longitude first. Further coordinates, such as heights, are left aside in GeoJSON and refused in
/// text. What is wrong is said without a word of what was written.
final class PolygonText {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String EXPECTED = "expected a Polygon or MultiPolygon in GeoJSON,"
            + " {\"type\":\"Polygon\",\"coordinates\":[[[lon,lat],...]]}, or in well-known text, POLYGON((lon lat, ...))";

    private PolygonText() {}

    /// Of each polygon its rings, the outline first; of each ring its vertices `{longitude, latitude}`.
    ///
    /// @throws IllegalArgumentException that says what was expected
    static List<List<double[][]>> parse(String text) {
        final String stripped = text.strip();
        return stripped.startsWith("{") ? geoJson(stripped) : new WellKnown(stripped).polygons();
    }

    private static List<List<double[][]>> geoJson(String text) {
        final JsonNode geometry;
        try {
            geometry = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("polygon is no JSON, " + EXPECTED, e);
        }
        final JsonNode coordinates = geometry.path("coordinates");
        return switch (geometry.path("type").asText()) {
            case "Polygon" -> List.of(rings(coordinates));
            case "MultiPolygon" ->
                elements(coordinates, "polygons").stream()
                        .map(PolygonText::rings)
                        .toList();
            default -> throw new IllegalArgumentException("polygon is of another type, " + EXPECTED);
        };
    }

    private static List<double[][]> rings(JsonNode polygon) {
        return elements(polygon, "rings").stream()
                .map(ring -> elements(ring, "positions").stream()
                        .map(PolygonText::position)
                        .toArray(double[][]::new))
                .toList();
    }

    private static double[] position(JsonNode position) {
        if (!position.path(0).isNumber() || !position.path(1).isNumber())
            throw new IllegalArgumentException("polygon has a position that is none, expected [lon,lat]");
        return new double[] {position.get(0).asDouble(), position.get(1).asDouble()};
    }

    private static List<JsonNode> elements(JsonNode array, String what) {
        if (!array.isArray() || array.isEmpty())
            throw new IllegalArgumentException("polygon lacks an array of " + what + ", " + EXPECTED);
        final List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    /// From left to right.
    private static final class WellKnown {
        private final String text;
        private int at;

        WellKnown(String text) {
            this.text = text;
        }

        List<List<double[][]>> polygons() {
            final String kind = word().toUpperCase(Locale.ROOT);
            final List<List<double[][]>> polygons =
                    switch (kind) {
                        case "POLYGON" -> List.of(rings());
                        case "MULTIPOLYGON" -> list(this::rings);
                        default -> throw new IllegalArgumentException("polygon is of another kind, " + EXPECTED);
                    };
            if (peek() != 0) throw new IllegalArgumentException("polygon goes on after its end, " + EXPECTED);
            return polygons;
        }

        private List<double[][]> rings() {
            return list(() -> list(this::position).toArray(double[][]::new));
        }

        private double[] position() {
            return new double[] {number(), number()};
        }

        @FunctionalInterface
        private interface Part<T> {
            T read();
        }

        private <T> List<T> list(Part<T> part) {
            take('(');
            final List<T> parts = new ArrayList<>();
            do parts.add(part.read());
            while (takes(','));
            take(')');
            return parts;
        }

        private String word() {
            peek();
            final int begin = at;
            while (at < text.length() && Character.isLetter(text.charAt(at))) at++;
            return text.substring(begin, at);
        }

        private double number() {
            peek();
            final int begin = at;
            while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
            try {
                return Double.parseDouble(text.substring(begin, at));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("polygon has a position that is none, expected lon lat", e);
            }
        }

        private void take(char expected) {
            if (!takes(expected)) throw new IllegalArgumentException("polygon lacks a '" + expected + "', " + EXPECTED);
        }

        private boolean takes(char expected) {
            if (peek() != expected) return false;
            at++;
            return true;
        }

        /// The next character that is no blank; 0 at the end.
        private char peek() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
            return at < text.length() ? text.charAt(at) : 0;
        }
    }
}
