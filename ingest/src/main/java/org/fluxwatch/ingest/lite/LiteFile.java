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
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.sensor.SensorDescription;
import org.fluxwatch.contract.sensor.SensorDescription.LevelOrder;
import org.fluxwatch.contract.sensor.SensorDescription.Surface;
import org.fluxwatch.contract.sensor.SensorDescription.Variables;
import org.fluxwatch.contract.text.Messages;
import org.jspecify.annotations.Nullable;

/// The variables of a Lite file that matter, as they stand in it; NaN or [GridVariable#MISSING] where a value is
/// missing. Where the file lacks a variable, null; empty if it is one that no file can be used without. Profiles
/// are flat: sounding s, level k is at s * levels + k, k from space to surface whatever the order in the file.
public final class LiteFile {
    /// What the product has throughout where a value is missing, whatever its attributes say.
    private static final float PRODUCT_FILL = -999_999;

    private static final List<String> LABELS = List.of("title", "Platform", "Sensor");

    /// The largest Lite files have about 80 MB.
    private static final long MOST_BYTES = 1L << 30;

    final String name;
    final SensorDescription description;
    final int soundings;
    final int levels;
    final long[] id;
    /// Seconds since 1970-01-01 UTC.
    final double[] time;

    final float[] latitude;
    final float[] longitude;
    /// On the scale that was asked for.
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

    private LiteFile(
            String name,
            SensorDescription description,
            LiteLayout layout,
            Map<String, String> labels,
            Co2Scale scale,
            Fetching fetching) {
        final Variables variables = description.variables();
        this.name = name;
        this.description = description;
        this.labels = labels;
        soundings = layout.soundings();
        levels = layout.levels();
        surfaceKind = layout.surface();
        // the longest first, and in this order whatever is the first that cannot be read
        final var laterPrior = fetching.begin(() -> toSurface(core(layout, variables.priorProfile())));
        final var laterKernel = fetching.begin(() -> profile(layout, variables.averagingKernel()));
        final var laterPressure = fetching.begin(() -> profile(layout, variables.pressureLevels()));
        final var laterWeight = fetching.begin(() -> profile(layout, variables.pressureWeight()));
        final var laterTime = fetching.begin(
                () -> layout.find(variables.time()).map(LiteTime::epochSeconds).orElse(new double[0]));
        final var laterId = fetching.begin(() -> layout.find(description.id().variables())
                .map(GridVariable::longs)
                .orElse(new long[0]));
        final var laterLatitude = fetching.begin(() -> core(layout, variables.latitude()));
        final var laterLongitude = fetching.begin(() -> core(layout, variables.longitude()));
        final var laterXco2 = fetching.begin(() -> xco2(layout, description, scale));
        final var laterUncertainty = fetching.begin(() -> core(layout, variables.uncertainty()));
        final var laterPriorXco2 = fetching.begin(() -> core(layout, variables.priorXco2()));
        final var laterFlag =
                fetching.begin(() -> codes(layout, description.qualityFlag().variables()));
        final var laterMode =
                fetching.begin(() -> codes(layout, description.modes().variables()));
        final var laterSurface = fetching.begin(
                () -> surfaceKind.map(kind -> codes(layout, kind.variables())).orElse(null));
        prior = laterPrior.get();
        kernel = laterKernel.get();
        pressure = laterPressure.get();
        weight = laterWeight.get();
        time = laterTime.get();
        final long[] stated = laterId.get();
        id = description.id().variables().isEmpty() ? SoundingId.made(time) : stated;
        latitude = laterLatitude.get();
        longitude = laterLongitude.get();
        xco2 = laterXco2.get();
        uncertainty = laterUncertainty.get();
        final float[] column = laterPriorXco2.get();
        priorXco2 = variables.priorXco2().isEmpty() ? columns(prior, weight) : column;
        qualityFlag = laterFlag.get();
        mode = laterMode.get();
        surface = laterSurface.get();
        missing = layout.missing();
        missingCore = layout.missingCore();
    }

    /// Reads a file.
    ///
    /// @param scale that its XCO2 is to be on
    /// @throws LiteException when it is no Lite file, damaged, or inconsistent
    /// @throws IOException when the disk fails or the file is gone
    public static LiteFile read(Path file, SensorDescription description, Co2Scale scale)
            throws LiteException, IOException {
        final String name = file.getFileName().toString();
        if (Files.size(file) > MOST_BYTES)
            throw new LiteException(
                    name + ": has " + Files.size(file) + " bytes, expected at most " + MOST_BYTES, null);
        try (GridFile opened = GridFile.open(file);
                Fetching fetching = new Fetching()) {
            final LiteLayout layout = new LiteLayout(opened, name, description);
            return new LiteFile(name, description, layout, labels(opened), scale, fetching);
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

    private static float[] core(LiteLayout layout, List<String> names) {
        return layout.find(names).map(LiteFile::floats).orElse(new float[0]);
    }

    /// The file's own where it has the scale, else converted.
    private static float[] xco2(LiteLayout layout, SensorDescription description, Co2Scale scale) {
        final Variables variables = description.variables();
        if (scale == description.co2Scale()) return core(layout, variables.xco2());
        final float[] stated = scale == Co2Scale.X2019 ? core(layout, variables.xco2X2019()) : new float[0];
        if (stated.length > 0) return stated;
        final float[] values = core(layout, variables.xco2());
        for (int s = 0; s < values.length; s++) values[s] = (float) scale.convert(values[s], description.co2Scale());
        return values;
    }

    private float @Nullable [] profile(LiteLayout layout, List<String> names) {
        return layout.find(names).map(LiteFile::floats).map(this::toSurface).orElse(null);
    }

    /// Brings profiles into the order from space to surface, in place.
    private float[] toSurface(float[] profiles) {
        if (description.levelOrder() == LevelOrder.SPACE_TO_SURFACE) return profiles;
        for (int start = 0; start < profiles.length; start += levels)
            for (int i = start, j = start + levels - 1; i < j; i++, j--) {
                final float above = profiles[j];
                profiles[j] = profiles[i];
                profiles[i] = above;
            }
        return profiles;
    }

    /// Columns of profiles, of a sensor whose files state the prior's profile alone; NaN without weights.
    private float[] columns(float[] profiles, float @Nullable [] weights) {
        final float[] columns = new float[levels == 0 ? 0 : profiles.length / levels];
        for (int s = 0; s < columns.length; s++) {
            double sum = weights == null ? Double.NaN : 0;
            for (int i = s * levels; weights != null && i < (s + 1) * levels; i++) sum += weights[i] * profiles[i];
            columns[s] = (float) sum;
        }
        return columns;
    }

    private static float[] floats(GridVariable variable) {
        final float[] values = variable.floats(new int[variable.shape().length], variable.shape());
        for (int i = 0; i < values.length; i++) if (values[i] == PRODUCT_FILL) values[i] = Float.NaN;
        return values;
    }

    private static int @Nullable [] codes(LiteLayout layout, List<String> names) {
        return layout.find(names).map(GridVariable::codes).orElse(null);
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
