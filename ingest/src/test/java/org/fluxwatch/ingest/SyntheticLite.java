package org.fluxwatch.ingest;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Writes small Lite files of n good soundings over land, one second apart from 03:00 UTC on, which a test then spoils.
public final class SyntheticLite {
    public static final int LEVELS = 20;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final int n;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> attributes = new TreeMap<>();
    private final Map<String, String> globals = new TreeMap<>();

    public SyntheticLite(int n, Instant start) {
        this.n = n;
        final long[] ids = new long[n];
        final double[] time = new double[n];
        final float[] latitude = new float[n];
        final float[] longitude = new float[n];
        for (int s = 0; s < n; s++) {
            ids[s] = 100 * Long.parseLong(TIME.format(start.plusSeconds(10_800 + s))) + 1;
            time[s] = start.getEpochSecond() + 10_800.0 + s;
            latitude[s] = 35.05f + 0.01f * s;
            longitude[s] = 116.05f;
        }
        values.put("sounding_id", ids);
        values.put("time", time);
        values.put("latitude", latitude);
        values.put("longitude", longitude);
        values.put("xco2", filled(410));
        values.put("xco2_uncertainty", filled(0.5f));
        values.put("xco2_apriori", filled(405));
        values.put("co2_profile_apriori", profiles(k -> 405f));
        values.put("xco2_quality_flag", new byte[n]);
        values.put("xco2_averaging_kernel", profiles(k -> 0.9f));
        values.put("pressure_levels", profiles(k -> k == 0 ? 0.1f : 1000f * k / (LEVELS - 1)));
        values.put("pressure_weight", profiles(k -> (k == 0 || k == LEVELS - 1 ? 0.5f : 1f) / (LEVELS - 1)));
        values.put("Sounding/land_water_indicator", new byte[n]);
        values.put("Sounding/operation_mode", new byte[n]);
        attribute("sounding_id", "missing_value", 0L);
        attribute("time", "units", "seconds since 1970-01-01 00:00:00");
        for (String flag :
                new String[] {"xco2_quality_flag", "Sounding/land_water_indicator", "Sounding/operation_mode"})
            attribute(flag, "missing_value", (byte) 127);
        for (String name : new String[] {"xco2", "xco2_uncertainty", "latitude"})
            attribute(name, "missing_value", -999999f);
    }

    /// A value of level k of every profile.
    @FunctionalInterface
    public interface Level {
        float at(int k);
    }

    public float[] filled(float value) {
        final float[] all = new float[n];
        Arrays.fill(all, value);
        return all;
    }

    public float[][] profiles(Level level) {
        final float[][] all = new float[n][LEVELS];
        for (float[] profile : all) for (int k = 0; k < LEVELS; k++) profile[k] = level.at(k);
        return all;
    }

    public SyntheticLite with(String variable, Object data) {
        values.put(variable, data);
        return this;
    }

    public SyntheticLite without(String... variables) {
        for (String variable : variables) {
            values.remove(variable);
            attributes.remove(variable);
        }
        return this;
    }

    public SyntheticLite attribute(String variable, String name, Object value) {
        attributes.computeIfAbsent(variable, key -> new TreeMap<>()).put(name, value);
        return this;
    }

    /// A global attribute.
    public SyntheticLite global(String name, String value) {
        globals.put(name, value);
        return this;
    }

    @SuppressWarnings("unchecked")
    public <A> SyntheticLite change(String variable, UnaryOperator<A> change) {
        values.put(variable, change.apply((A) values.get(variable)));
        return this;
    }

    public SyntheticLite set(String variable, int s, double value) {
        switch (values.get(variable)) {
            case float[] floats -> floats[s] = (float) value;
            case double[] doubles -> doubles[s] = value;
            case byte[] bytes -> bytes[s] = (byte) value;
            case long[] longs -> longs[s] = (long) value;
            case float[][] profiles -> profiles[s][LEVELS / 2] = (float) value;
            case null, default -> throw new IllegalArgumentException(variable);
        }
        return this;
    }

    public Path write(Path file) {
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            globals.forEach(hdf::putAttribute);
            final Map<String, WritableGroup> groups = new TreeMap<>();
            values.forEach((path, data) -> {
                final int slash = path.indexOf('/');
                final WritableGroup group =
                        slash < 0 ? hdf : groups.computeIfAbsent(path.substring(0, slash), hdf::putGroup);
                final WritableDataset dataset = group.putDataset(path.substring(slash + 1), data);
                attributes.getOrDefault(path, Map.of()).forEach(dataset::putAttribute);
            });
        }
        return file;
    }
}
