package org.fluxwatch.ingest.lite;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.record.Sensor;

/// The variables of a Lite file that matter, as they stand in it; NaN or [Variable#MISSING] where a value is missing,
/// null where the file lacks a variable. Profiles are flat: sounding s, level k is at s * levels + k.
public final class LiteFile {
    private static final Pattern SINCE =
            Pattern.compile("seconds since (\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2}:\\d{2})(?:\\.0+)?\\s*(?:UTC|Z)?");

    /// The largest Lite files have about 80 MB.
    private static final long MOST_BYTES = 1L << 30;

    final String name;
    final int soundings;
    final int levels;
    final long[] id;
    /// Seconds since 1970-01-01 UTC.
    final double[] time;

    final float[] latitude;
    final float[] longitude;
    final float[] xco2;
    final float[] uncertainty;
    final float[] priorXco2;
    final float[] prior;
    final int[] qualityFlag;
    final float[] kernel;
    final float[] pressure;
    final float[] weight;
    final int[] mode;
    final Optional<Surface> surfaceKind;
    final int[] surface;
    /// The global attributes that name the instrument, where there are any.
    final Map<String, String> labels;

    final List<String> missing;
    final List<String> missingCore;

    private LiteFile(String name, LiteLayout layout, Map<String, String> labels) throws LiteException {
        this.name = name;
        this.labels = labels;
        soundings = layout.soundings();
        levels = layout.levels();
        final Optional<Variable> ids = layout.find(LiteLayout.ID);
        id = ids.isPresent() ? ids.get().longs() : null;
        time = epochSeconds(layout);
        latitude = floats(layout, LiteLayout.LATITUDE);
        longitude = floats(layout, LiteLayout.LONGITUDE);
        xco2 = floats(layout, LiteLayout.XCO2);
        uncertainty = floats(layout, LiteLayout.UNCERTAINTY);
        priorXco2 = floats(layout, LiteLayout.PRIOR_XCO2);
        prior = floats(layout, LiteLayout.PRIOR);
        qualityFlag = codes(layout, LiteLayout.QUALITY_FLAG);
        kernel = floats(layout, LiteLayout.KERNEL);
        pressure = floats(layout, LiteLayout.PRESSURE);
        weight = floats(layout, LiteLayout.WEIGHT);
        mode = codes(layout, LiteLayout.MODE);
        surfaceKind = layout.surface();
        surface = surfaceKind.isPresent() ? codes(layout, surfaceKind.get().variable) : null;
        missing = layout.missing();
        missingCore = layout.missingCore();
    }

    /// Reads a file.
    ///
    /// @throws LiteException when it is no Lite file, damaged, or inconsistent
    /// @throws IOException when the disk fails or the file is gone
    public static LiteFile read(Path file, Sensor sensor) throws LiteException, IOException {
        final String name = file.getFileName().toString();
        if (Files.size(file) > MOST_BYTES)
            throw new LiteException(
                    name + ": has " + Files.size(file) + " bytes, expected at most " + MOST_BYTES, null);
        // in memory, since jHDF maps every chunk of a file on its own, and chunks may be as small as a sounding
        try (HdfFile hdf = HdfFile.fromBytes(Files.readAllBytes(file))) {
            return new LiteFile(name, new LiteLayout(hdf, name, sensor != Sensor.GOSAT), labels(hdf));
        } catch (RuntimeException e) {
            // what jHDF throws at damaged bytes ranges from HdfException to an index out of bounds
            throw new LiteException(name + ": is damaged: " + rootMessage(e), e);
        }
    }

    private static Map<String, String> labels(HdfFile hdf) {
        final Map<String, String> labels = new TreeMap<>();
        for (String name : List.of("title", "Platform", "Sensor")) {
            final Attribute attribute = hdf.getAttribute(name);
            if (attribute != null && attribute.getData() instanceof String text) labels.put(name, text);
        }
        return labels;
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) root = root.getCause();
        final String message = root.getMessage() == null ? "" : ": " + root.getMessage();
        return (root.getClass().getSimpleName() + message).replaceAll("\\s+", " ");
    }

    private static float[] floats(LiteLayout layout, String path) throws LiteException {
        final Optional<Variable> variable = layout.find(path);
        return variable.isPresent() ? variable.get().floats() : null;
    }

    private static int[] codes(LiteLayout layout, String path) throws LiteException {
        final Optional<Variable> variable = layout.find(path);
        return variable.isPresent() ? variable.get().codes() : null;
    }

    /// Old versions count from 1993, so the units decide.
    private static double[] epochSeconds(LiteLayout layout) throws LiteException {
        final Optional<Variable> variable = layout.find(LiteLayout.TIME);
        if (variable.isEmpty()) return null;
        final double[] seconds = variable.get().doubles();
        final Optional<String> units = variable.get().text("units");
        if (units.isEmpty()) return seconds; // the product's definition: since 1970
        final Matcher since = SINCE.matcher(units.get().strip());
        try {
            if (!since.matches()) throw new DateTimeException(units.get());
            final long epoch =
                    LocalDateTime.parse(since.group(1) + "T" + since.group(2)).toEpochSecond(ZoneOffset.UTC);
            for (int s = 0; s < seconds.length; s++) seconds[s] += epoch;
            return seconds;
        } catch (DateTimeException e) {
            throw variable.get().wrong("has units '" + units.get() + "', expected 'seconds since YYYY-MM-DD hh:mm:ss'");
        }
    }

    /// Soundings in the file.
    public int soundings() {
        return soundings;
    }

    /// Variables that matter and are not there.
    public List<String> missing() {
        return missing;
    }

    /// Seconds since 1970 of a sounding, or NaN.
    public double time(int s) {
        return time == null ? Double.NaN : time[s];
    }

    /// Degrees north of a sounding, or NaN.
    public double latitude(int s) {
        return latitude == null ? Double.NaN : latitude[s];
    }

    /// Degrees east of a sounding, or NaN.
    public double longitude(int s) {
        return longitude == null ? Double.NaN : longitude[s];
    }
}
