package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.contract.netcdf.classic.ClassicType;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.record.Innovation.Observation;
import org.fluxwatch.contract.record.Sensor;

/// The variable `obs_sensor`. A code stands for the same sensor in all files ([Sensor#code]), so that they can be put
/// together; flags name the satellites that come with the program, and further sensors that the file has. Bytes, or
/// integers of 4 bytes where a sensor was added.
public final class SensorCodes {
    private static final String NAME = "obs_sensor";

    private SensorCodes() {}

    static CfVariable of(String dimension, List<Observation> observations) {
        final TreeSet<Sensor> seen =
                observations.stream().map(Observation::sensor).collect(Collectors.toCollection(TreeSet::new));
        final List<Sensor> named = new ArrayList<>(coded(seen));
        seen.stream().filter(sensor -> !named.contains(sensor)).forEach(named::add);
        requireDifferent(named);
        final int[] codes =
                observations.stream().mapToInt(o -> o.sensor().code()).toArray();
        final int[] flags = named.stream().mapToInt(Sensor::code).toArray();
        final boolean fits = Arrays.stream(flags).allMatch(code -> code <= Byte.MAX_VALUE);
        return (fits ? CfVariable.bytes(NAME, dimension, bytes(codes)) : CfVariable.ints(NAME, dimension, codes))
                .with("flag_values", fits ? new ClassicValues.Bytes(bytes(flags)) : new ClassicValues.Ints(flags))
                .with("flag_meanings", named.stream().map(Sensor::label).collect(Collectors.joining(" ")));
    }

    /// Up to the last in use: a day without stations has the same flags as before there were any.
    private static List<Sensor> coded(Set<Sensor> seen) {
        final List<Sensor> all = Sensor.coded();
        int last = Sensor.builtIn().size() - 1;
        for (Sensor sensor : seen) last = Math.max(last, all.indexOf(sensor));
        return all.subList(0, last + 1);
    }

    private static void requireDifferent(List<Sensor> named) {
        final Map<Integer, Sensor> byCode = new HashMap<>(); // for look-up only
        for (Sensor sensor : named) {
            final Sensor same = byCode.put(sensor.code(), sensor);
            if (same != null)
                throw new IllegalArgumentException(
                        "sensors " + same + " and " + sensor + " have the same code, " + sensor.code());
        }
    }

    private static byte[] bytes(int[] codes) {
        final byte[] bytes = new byte[codes.length];
        for (int n = 0; n < codes.length; n++) bytes[n] = (byte) codes[n];
        return bytes;
    }

    static List<Sensor> read(ClassicFile file) {
        return sensors(file.ints(NAME), file.text(NAME, "flag_meanings").orElse(""), NAME);
    }

    /// The sensor of each observation.
    public static List<Sensor> read(ClassicParts file) throws IOException {
        final int[] codes;
        final ClassicType type = Objects.requireNonNull(
                        file.layout().variables().get(NAME), NAME)
                .type();
        if (type == ClassicType.INT) codes = file.ints(NAME);
        else {
            final byte[] bytes = file.bytes(NAME);
            codes = new int[bytes.length];
            for (int n = 0; n < codes.length; n++) codes[n] = bytes[n];
        }
        return sensors(codes, file.text(NAME, "flag_meanings").orElse(""), NAME);
    }

    private static List<Sensor> sensors(int[] codes, String meanings, String variable) {
        final Map<Integer, Sensor> byCode = new HashMap<>(); // for look-up only
        for (String label : meanings.split(" ", -1)) {
            final Sensor sensor = Sensor.of(label);
            byCode.put(sensor.code(), sensor);
        }
        final List<Sensor> sensors = new ArrayList<>(codes.length);
        for (int code : codes) {
            final Sensor sensor = byCode.get(code);
            if (sensor == null)
                throw new InputException(variable + " has the code " + code + ", expected one of " + meanings);
            sensors.add(sensor);
        }
        return sensors;
    }
}
