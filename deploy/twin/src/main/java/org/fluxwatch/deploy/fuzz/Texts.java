package org.fluxwatch.deploy.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.netcdf.CfTime;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.Units;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.ingest.catalog.LiteName;

/// Texts that come with files and settings.
final class Texts {
    private static final LocalDateTime TIME = LocalDateTime.of(2019, 5, 3, 7, 0);
    private static final String PART = "\n=====\n";

    private Texts() {}

    static Target liteNames(Path folder) {
        return new TextTarget(
                List.of(
                        "oco2_LtCO2_200705_B11100Ar_230603215543s.nc4",
                        "oco3_LtCO2_200705_B10400Br_230603215543s.SUB.nc4",
                        "oco2_LtCO2_200705_B11100Ar_230603215543s_Retrieval_psurf_subsetted.nc4.dap.nc4",
                        "acos_LtCO2_200608_v210210_B9213A_201026001634s.nc4"),
                List.of("oco2", "oco3", "acos", "_LtCO2_", ".nc4", "_v210210", "s.SUB", "B1", "\u0660\u0661", "000000"),
                Texts::liteName);
    }

    private static String liteName(String text) {
        final Optional<LiteName> name = LiteName.parse(text, Sensors.builtIn());
        if (name.isEmpty()) return "no name";
        final GranuleVersion version = name.get().version(1);
        if (!GranuleVersion.parse(version.toString()).equals(version))
            throw new Impossible("a version that does not come back: " + version);
        name.get().product();
        return name.get().sensor() + name.get().impossible().map(Outcomes::kind).orElse(" sound");
    }

    static Target patterns(Path folder) throws IOException {
        for (String file : List.of(
                "a20190503.nc", "MERRA2_400.inst3_3d_asm_Nv.20190503.nc4", "b".repeat(200) + ".nc", ".hidden.nc"))
            Files.writeString(folder.resolve(file), "data");
        Files.createDirectories(folder.resolve("2019/05"));
        Files.writeString(folder.resolve("2019/05/c03.nc"), "data");
        return new TextTarget(
                List.of(
                        "{yyyy}/MERRA2_*.inst3_3d_asm_Nv.{yyyy}{MM}{dd}*.nc4",
                        "{yyyy}/{MM}/?{dd}.nc",
                        "a{yyyy}{MM}{dd}.nc",
                        "*b*b*b*{yy}*.nc"),
                List.of(
                        "{yyyy}", "{yy}", "{MM}", "{dd}", "{HH}", "*", "?", "/", "..", "[", "]", "\\", "{", "}", "b*",
                        "\\Q", "\\E", "!"),
                text -> pattern(text, folder));
    }

    private static String pattern(String text, Path folder) {
        final FilePattern pattern;
        try {
            pattern = new FilePattern(text);
        } catch (IllegalArgumentException e) {
            return Outcomes.refused(e);
        }
        pattern.at(TIME);
        pattern.begins(Instant.parse("2019-05-03T00:00:00Z"), Instant.parse("2019-05-05T00:00:00Z"), 1);
        try {
            final boolean found = !pattern.find(folder, TIME).isEmpty();
            return pattern.period() + " " + found + " " + pattern.list(folder).size();
        } catch (InputException e) {
            return Outcomes.refused(e);
        }
    }

    static Target units(Path folder) {
        return new TextTarget(
                List.of(
                        "m s-1\nm s-1",
                        "kg kg**-1\ng kg-1",
                        "umol m-2 s-1\nmol m-2 s-1",
                        "M/S\nm s-1",
                        "gC m-2 day-1\nkg m-2 s-1"),
                List.of(
                        "m",
                        "s",
                        "kg",
                        "mol",
                        "ppm",
                        "degC",
                        "degrees_north",
                        "**",
                        "^",
                        "-1",
                        "(",
                        ")",
                        "/",
                        "1e400",
                        "0",
                        "lg(re 1 mW)",
                        "since",
                        "@",
                        "micro",
                        "%",
                        "\u00b5"),
                Texts::units);
    }

    private static String units(String text) {
        final String[] units = text.split("\n", 2);
        try {
            final double factor = Units.factor(units[0], units.length > 1 ? units[1] : "m");
            if (!Double.isFinite(factor) || factor == 0) throw new Impossible("a factor of units is " + factor);
            return "factor";
        } catch (IllegalArgumentException e) {
            return Outcomes.refused(e);
        }
    }

    static Target times(Path folder) {
        return new TextTarget(
                List.of(
                        "days since 2000-01-01 00:00:00\nstandard\n7061.5\n7062",
                        "hours since 1900-01-01\ngregorian\n1046000\n1046001",
                        "months since 1980-01-15\n\n470\n471",
                        "minutes since 2019-05-03 00:30:00\nproleptic_gregorian\n0\n60"),
                List.of(
                        "days",
                        "hours",
                        "seconds",
                        "msec",
                        "months",
                        "years",
                        " since ",
                        "0001-01-01",
                        "UTC",
                        "+08:00",
                        "noleap",
                        "360_day",
                        "julian",
                        "1e300",
                        "NaN",
                        "Z",
                        "T",
                        "-"),
                text -> times(text, folder));
    }

    private static String times(String text, Path folder) throws IOException {
        final String[] lines = text.split("\n", 4);
        final double[] values = {number(lines, 2), number(lines, 3)};
        final Path file = folder.resolve("times.nc");
        Files.write(file, axis(lines[0], lines.length > 1 ? lines[1] : "", values));
        try (GridFile open = GridFile.open(file)) {
            CfTime.instants(open.variable("time"));
            return "times";
        } catch (InputException e) {
            return Outcomes.refused(e);
        }
    }

    private static double number(String[] lines, int n) {
        try {
            return n < lines.length ? Double.parseDouble(lines[n]) : n;
        } catch (NumberFormatException e) {
            return n;
        }
    }

    /// A classic netCDF file with one axis of two values.
    private static byte[] axis(String units, String calendar, double[] values) {
        final ByteBuffer file = ByteBuffer.allocate(512 + 2 * (units.length() + calendar.length()) * 4);
        file.put(new byte[] {'C', 'D', 'F', 1}).putInt(0);
        file.putInt(0x0a).putInt(1);
        text(file, "time").putInt(values.length);
        file.putLong(0);
        file.putInt(0x0b).putInt(1);
        text(file, "time").putInt(1).putInt(0);
        file.putInt(0x0c).putInt(2);
        text(text(file, "units").putInt(2), units);
        text(text(file, "calendar").putInt(2), calendar);
        file.putInt(6).putInt(8 * values.length).putInt(file.position() + 4);
        for (double value : values) file.putDouble(value);
        return java.util.Arrays.copyOf(file.array(), file.position());
    }

    private static ByteBuffer text(ByteBuffer file, String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return file.putInt(bytes.length).put(bytes).put(new byte[-bytes.length & 3]);
    }

    static Target regions(Path folder) {
        final String square =
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"A\"},"
                        + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[112,36],[115,36],[115,39],[112,39],[112,36]]]}},"
                        + "{\"type\":\"Feature\",\"properties\":{\"name\":\"B\"},\"geometry\":{\"type\":\"MultiPolygon\","
                        + "\"coordinates\":[[[[113,37],[114,37],[114,38]]]]}}]}";
        return new TextTarget(
                List.of(
                        "- {name: west, south: 28, north: 48, west: 85, east: 104}\n" + PART + square,
                        "- {geojson: a.geojson, property: name}\n" + PART + square,
                        "- {name: both, geojson: a.geojson, property: name, members: [A, B]}\n" + PART + square,
                        "- {name: two, parts: [{geojson: a.geojson, members: [A]}, {geojson: a.geojson, members: [B]}]}\n"
                                + PART + square),
                List.of(
                        "geojson: ",
                        "a.geojson",
                        "regions.yaml",
                        "members: ",
                        "parts: ",
                        "property: ",
                        "name: ",
                        "\"Polygon\"",
                        "\"coordinates\":",
                        "null",
                        "[]",
                        "{}",
                        "[[",
                        "]]",
                        "&a ",
                        "*a",
                        "- ",
                        "/etc",
                        "..",
                        "\u0000"),
                text -> regions(text, folder));
    }

    private static String regions(String text, Path folder) throws IOException {
        final int part = text.indexOf(PART);
        final Path list = folder.resolve("regions.yaml");
        Files.writeString(list, part < 0 ? text : text.substring(0, part));
        Files.writeString(folder.resolve("a.geojson"), part < 0 ? "" : text.substring(part + PART.length()));
        final List<Region> regions;
        try {
            regions = Regions.read(list);
        } catch (IllegalArgumentException e) {
            if (e.getClass() != IllegalArgumentException.class) throw e; // such as an InvalidPathException
            return Outcomes.refused(e);
        }
        final Grid grid = new LatLonGrid(112, 36, 1, 4, 4);
        for (Region region : regions) {
            if (region.name().isBlank()) throw new Impossible("a region without a name");
            Soundness.within("area", region.areaM2(), 0, 5.2e14);
            final double[] areas;
            try {
                areas = RegionAreas.of(grid, region);
            } catch (IllegalArgumentException e) {
                return Outcomes.refused(e);
            }
            for (int cell = 0; cell < areas.length; cell++)
                Soundness.within("area in a cell", areas[cell], 0, grid.areaM2(cell));
        }
        return regions.size() + " regions";
    }
}
