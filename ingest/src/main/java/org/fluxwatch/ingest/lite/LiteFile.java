package org.fluxwatch.ingest.lite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.text.Messages;
import org.jspecify.annotations.Nullable;

/// The variables of a Lite file that matter, as they stand in it; NaN or [GridVariable#MISSING] where a value is
/// missing. Where the file lacks a variable, null; empty if it is one that no file can be used without. Profiles
/// are flat: sounding s, level k is at s * levels + k.
public final class LiteFile {
    /// What the product has throughout where a value is missing, whatever its attributes say.
    private static final float PRODUCT_FILL = -999_999;

    private static final List<String> LABELS = List.of("title", "Platform", "Sensor");

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
    final int @Nullable [] qualityFlag;
    final float @Nullable [] kernel;
    final float @Nullable [] pressure;
    final float @Nullable [] weight;
    final int @Nullable [] mode;
    final Optional<Surface> surfaceKind;
    final int @Nullable [] surface;
    /// The global attributes that name the instrument, where there are any.
    final Map<String, String> labels;

    final List<String> missing;
    final List<String> missingCore;

    private LiteFile(String name, LiteLayout layout, Map<String, String> labels) {
        this.name = name;
        this.labels = labels;
        soundings = layout.soundings();
        levels = layout.levels();
        id = layout.find(LiteLayout.ID).map(GridVariable::longs).orElse(new long[0]);
        time = layout.find(LiteLayout.TIME).map(LiteTime::epochSeconds).orElse(new double[0]);
        latitude = core(layout, LiteLayout.LATITUDE);
        longitude = core(layout, LiteLayout.LONGITUDE);
        xco2 = core(layout, LiteLayout.XCO2);
        uncertainty = core(layout, LiteLayout.UNCERTAINTY);
        priorXco2 = core(layout, LiteLayout.PRIOR_XCO2);
        prior = core(layout, LiteLayout.PRIOR);
        qualityFlag = codes(layout, LiteLayout.QUALITY_FLAG);
        kernel = floats(layout, LiteLayout.KERNEL);
        pressure = floats(layout, LiteLayout.PRESSURE);
        weight = floats(layout, LiteLayout.WEIGHT);
        mode = codes(layout, LiteLayout.MODE);
        surfaceKind = layout.surface();
        surface = surfaceKind.map(kind -> codes(layout, kind.variable)).orElse(null);
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
        try (GridFile opened = GridFile.open(file)) {
            return new LiteFile(name, new LiteLayout(opened, name, sensor != Sensor.GOSAT), labels(opened));
        } catch (InputException e) {
            if (!e.isOfTheFile()) throw new IOException(e.getMessage(), e);
            final String message = Messages.of(e).replace(file.toString() + ": ", "");
            throw new LiteException(name + ": " + message.replaceAll("\\s+", " "), e);
        }
    }

    private static Map<String, String> labels(GridFile file) {
        final Map<String, String> labels = new TreeMap<>();
        for (String label : LABELS) file.text(label).ifPresent(text -> labels.put(label, text));
        return labels;
    }

    private static float[] core(LiteLayout layout, String path) {
        return layout.find(path).map(LiteFile::floats).orElse(new float[0]);
    }

    private static float @Nullable [] floats(LiteLayout layout, String path) {
        return layout.find(path).map(LiteFile::floats).orElse(null);
    }

    private static float[] floats(GridVariable variable) {
        final float[] values = variable.floats(new int[variable.shape().length], variable.shape());
        for (int i = 0; i < values.length; i++) if (values[i] == PRODUCT_FILL) values[i] = Float.NaN;
        return values;
    }

    private static int @Nullable [] codes(LiteLayout layout, String path) {
        return layout.find(path).map(GridVariable::codes).orElse(null);
    }

    /// The global attribute `title`, `Platform` or `Sensor`, as the file has it.
    public Optional<String> attribute(String label) {
        return Optional.ofNullable(labels.get(label));
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
        return time.length == 0 ? Double.NaN : time[s];
    }

    /// Degrees north of a sounding, or NaN.
    public double latitude(int s) {
        return latitude.length == 0 ? Double.NaN : latitude[s];
    }

    /// Degrees east of a sounding, or NaN.
    public double longitude(int s) {
        return longitude.length == 0 ? Double.NaN : longitude[s];
    }
}
