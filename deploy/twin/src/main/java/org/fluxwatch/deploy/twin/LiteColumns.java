package org.fluxwatch.deploy.twin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.fluxwatch.contract.record.Profile;

/// Turns soundings into variables, one column at a time, with the missing values of Lite files (docs/formats.md 2.3).
final class LiteColumns {
    static final String SOUNDING = "sounding_id";
    static final String LEVEL = "levels";
    private static final String LEVEL_NOTE = "Defined on layer boundaries. These are oriented space-to-surface, so the"
            + " first element defines the TOA, the last element defines the surface.";

    private static final float MISSING_FLOAT = -999_999f;
    private static final short MISSING_SHORT = -9999;
    private static final int MISSING_INT = -9999;
    private static final byte MISSING_BYTE = 127;
    private static final byte MISSING_UNSIGNED_BYTE = -1;

    private final List<LiteSounding> soundings;
    private final List<NetcdfVariable> variables = new ArrayList<>();

    LiteColumns(List<LiteSounding> soundings) {
        this.soundings = soundings;
    }

    List<NetcdfVariable> variables() {
        return List.copyOf(variables);
    }

    void count(String name, int size) {
        final short[] numbers = new short[size];
        for (int n = 0; n < size; n++) numbers[n] = (short) (n + 1);
        add(
                name,
                List.of(name),
                new Values.Shorts(numbers),
                new Values.Shorts(new short[] {MISSING_SHORT}),
                texts("none", name, ""));
    }

    void floats(String path, ToDoubleFunction<LiteSounding> of, String units, String longName, String comment) {
        final float[] values = new float[soundings.size()];
        for (int n = 0; n < values.length; n++) values[n] = (float) of.applyAsDouble(soundings.get(n));
        addFloats(path, List.of(SOUNDING), values, texts(units, longName, comment));
    }

    void doubles(String path, ToDoubleFunction<LiteSounding> of, String units, String longName, String comment) {
        final double[] values = soundings.stream().mapToDouble(of).toArray();
        add(
                path,
                List.of(SOUNDING),
                new Values.Doubles(values),
                new Values.Doubles(new double[] {MISSING_FLOAT}),
                texts(units, longName, comment));
    }

    void bytes(String path, ToIntFunction<LiteSounding> of, String units, String longName, String comment) {
        add(
                path,
                List.of(SOUNDING),
                new Values.Bytes(packed(of)),
                new Values.Bytes(new byte[] {MISSING_BYTE}),
                texts(units, longName, comment));
    }

    void unsignedBytes(String path, ToIntFunction<LiteSounding> of, String longName) {
        add(
                path,
                List.of(SOUNDING),
                new Values.UnsignedBytes(packed(of)),
                new Values.UnsignedBytes(new byte[] {MISSING_UNSIGNED_BYTE}),
                texts("none", longName, ""));
    }

    private byte[] packed(ToIntFunction<LiteSounding> of) {
        final byte[] values = new byte[soundings.size()];
        for (int n = 0; n < values.length; n++) values[n] = (byte) of.applyAsInt(soundings.get(n));
        return values;
    }

    void ints(String path, ToIntFunction<LiteSounding> of, String longName) {
        add(
                path,
                List.of(SOUNDING),
                new Values.Ints(soundings.stream().mapToInt(of).toArray()),
                new Values.Ints(new int[] {MISSING_INT}),
                texts("none", longName, ""));
    }

    void profiles(String name, Function<LiteSounding, Profile> of, String units, String longName) {
        final float[] values = new float[LiteSounding.LEVELS * soundings.size()];
        for (int n = 0; n < soundings.size(); n++)
            System.arraycopy(
                    of.apply(soundings.get(n)).values(), 0, values, n * LiteSounding.LEVELS, LiteSounding.LEVELS);
        addFloats(name, List.of(SOUNDING, LEVEL), values, texts(units, longName, LEVEL_NOTE));
    }

    void addFloats(String path, List<String> dimensions, float[] values, Map<String, String> attributes) {
        add(path, dimensions, new Values.Floats(values), new Values.Floats(new float[] {MISSING_FLOAT}), attributes);
    }

    void add(String path, List<String> dimensions, Values values, Values missing, Map<String, String> attributes) {
        variables.add(new NetcdfVariable(path, dimensions, values, missing, attributes));
    }

    static Map<String, String> texts(String units, String longName, String comment) {
        final Map<String, String> texts = new LinkedHashMap<>();
        texts.put("units", units);
        texts.put("long_name", longName);
        if (!comment.isEmpty()) texts.put("comment", comment);
        return texts;
    }

    void shorts(String name, String dimension, short[] values, Map<String, String> attributes) {
        add(
                name,
                List.of(SOUNDING, dimension),
                new Values.Shorts(values),
                new Values.Shorts(new short[] {MISSING_SHORT}),
                attributes);
    }
}
