package org.fluxwatch.contract.region;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxwatch.contract.settings.FileTrouble;

/// Lists of regions: boxes, and what polygons of GeoJSON files enclose.
/// ```
/// - {name: west, south: 28, north: 48, west: 85, east: 104}
/// - {geojson: provinces.geojson, property: name}                     # each feature is a region of that name
/// - {geojson: provinces.geojson, property: name, where: {adm0_a3: CHN}}     # of those with that property alone
/// - {name: south, geojson: provinces.geojson, property: name, members: [Guangxi, Guangdong, Hainan]}
/// - {name: two-files, parts: [{geojson: a.geojson, property: name, members: [A]}, {geojson: b.geojson, ...}]}
/// ```
/// `property` is that of the features which holds their names; a path is relative to the list's own folder. Sides of
/// polygons are great circles, see [Ring]; who wants parallels names a box.
public final class Regions {
    /// The name of the model's whole domain in reports.
    public static final String DOMAIN = "domain";

    private Regions() {}

    /// The regions of JDAS's Fig. 2, from the data file `regions.yaml` beside this class.
    public static List<Region> jdas() {
        try (InputStream in = Regions.class.getResourceAsStream("/org/fluxwatch/contract/regions.yaml")) {
            return read(new YAMLMapper().readTree(in), Path.of("regions.yaml"));
        } catch (IOException e) {
            throw new IllegalStateException("regions.yaml in the program's own jar cannot be read", e);
        }
    }

    /// @throws IllegalArgumentException that names the file, the entry and what was expected
    public static List<Region> read(Path file) {
        return read(tree(new YAMLMapper(), file), file);
    }

    private static List<Region> read(JsonNode list, Path file) {
        if (!list.isArray() || list.isEmpty())
            throw new IllegalArgumentException(file + ": expected a list of regions such as"
                    + " '- {name: west, south: 28, north: 48, west: 85, east: 104}'");
        final List<Region> regions = new ArrayList<>();
        final Set<String> names = new LinkedHashSet<>();
        for (JsonNode entry : list)
            try {
                regions.addAll(
                        entry.has("parts")
                                ? List.of(joined(entry, file))
                                : entry.has("geojson") ? polygons(entry, file) : List.of(box(entry)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ": " + entry + ": " + e.getMessage(), e);
            }
        names.add(DOMAIN);
        for (Region region : regions)
            if (!names.add(region.name()))
                throw new IllegalArgumentException(file + ": two regions are named '" + region.name() + "' ('" + DOMAIN
                        + "' is the model's whole domain)");
        return List.copyOf(regions);
    }

    private static Region box(JsonNode entry) {
        for (String key : List.of("south", "north", "west", "east"))
            if (!entry.path(key).isNumber())
                throw new IllegalArgumentException("'" + key + "' is '"
                        + entry.path(key).asText() + "', expected degrees (or 'geojson' and 'property')");
        return new BoxRegion(
                entry.path("name").asText(),
                entry.get("south").asDouble(),
                entry.get("north").asDouble(),
                entry.get("west").asDouble(),
                entry.get("east").asDouble());
    }

    private static List<Region> polygons(JsonNode entry, Path list) {
        if (entry.has("members"))
            return List.of(PolygonRegion.of(entry.path("name").asText(), members(entry, list)));
        return features(entry, list).entrySet().stream()
                .map(feature -> (Region) PolygonRegion.of(feature.getKey(), feature.getValue()))
                .toList();
    }

    private static Region joined(JsonNode entry, Path list) {
        final List<List<double[][]>> polygons = new ArrayList<>();
        for (JsonNode part : entry.get("parts")) polygons.addAll(members(part, list));
        return PolygonRegion.of(entry.path("name").asText(), polygons);
    }

    private static List<List<double[][]>> members(JsonNode entry, Path list) {
        final Map<String, List<List<double[][]>>> features = features(entry, list);
        final List<List<double[][]>> polygons = new ArrayList<>();
        for (JsonNode member : entry.path("members")) {
            final List<List<double[][]>> found = features.get(member.asText());
            if (found == null)
                throw new IllegalArgumentException(entry.path("geojson").asText() + " has no feature '"
                        + member.asText() + "', but " + String.join(", ", features.keySet()));
            polygons.addAll(found);
        }
        return polygons;
    }

    private static Map<String, List<List<double[][]>>> features(JsonNode entry, Path list) {
        if (!entry.has("geojson")) throw new IllegalArgumentException("a part has no 'geojson', expected a file");
        if (entry.has("where") && !entry.get("where").isObject())
            throw new IllegalArgumentException("'where' is '" + entry.get("where")
                    + "', expected properties with their values, such as {adm0_a3: CHN}");
        return features(
                list.resolveSibling(entry.get("geojson").asText()),
                entry.path("property").asText("name"),
                entry.path("where"));
    }

    private static boolean isMeant(JsonNode properties, JsonNode where) {
        return where.propertyStream().allMatch(one -> one.getValue()
                .asText()
                .equals(properties.path(one.getKey()).asText()));
    }

    /// Polygons by name; features of one name are one region.
    private static Map<String, List<List<double[][]>>> features(Path file, String property, JsonNode where) {
        final Map<String, List<List<double[][]>>> features = new LinkedHashMap<>();
        for (JsonNode feature : tree(new ObjectMapper(), file).path("features")) {
            if (!isMeant(feature.path("properties"), where)) continue;
            final String name = feature.path("properties").path(property).asText();
            if (name.isBlank())
                throw new IllegalArgumentException(file + ": a feature has no property '" + property + "'");
            final JsonNode geometry = feature.path("geometry");
            final List<List<double[][]>> polygons = features.computeIfAbsent(name, key -> new ArrayList<>());
            switch (geometry.path("type").asText()) {
                case "Polygon" -> polygons.add(rings(geometry.path("coordinates")));
                case "MultiPolygon" -> geometry.path("coordinates").forEach(polygon -> polygons.add(rings(polygon)));
                default ->
                    throw new IllegalArgumentException(file + ": the geometry of '" + name + "' is '"
                            + geometry.path("type").asText() + "', expected Polygon or MultiPolygon");
            }
        }
        if (features.isEmpty())
            throw new IllegalArgumentException(
                    file + ": has no features" + (where.isEmpty() ? "" : " with " + where) + ", expected GeoJSON");
        return features;
    }

    private static List<double[][]> rings(JsonNode polygon) {
        final List<double[][]> rings = new ArrayList<>();
        polygon.forEach(ring -> rings.add(ring(ring)));
        return rings;
    }

    private static double[][] ring(JsonNode ring) {
        final double[][] vertices = new double[ring.size()][];
        for (int v = 0; v < vertices.length; v++)
            vertices[v] = new double[] {
                ring.get(v).path(0).asDouble(Double.NaN), ring.get(v).path(1).asDouble(Double.NaN)
            };
        return vertices;
    }

    private static JsonNode tree(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": is not there", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + FileTrouble.reason(e), e);
        }
    }
}
