package org.fluxwatch.publish.daily;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;

/// The day's observations with what the filter made of them, along `observation`, the file's unlimited dimension: that
/// may be 0 long, so that a day without observations has the same variables as any other.
final class ObservationVariables {
    static final String DIMENSION = "observation";

    private ObservationVariables() {}

    static List<CfVariable> of(List<Innovation> innovations) {
        final boolean stations = innovations.stream().anyMatch(o -> !o.sensor().isSatellite());
        return List.of(
                sparse(innovations, "obs_time", o -> seconds(o.time()))
                        .with("standard_name", "time")
                        .described("mean time of the soundings", "seconds since 1970-01-01 00:00:00")
                        .with("calendar", "standard"),
                sparse(innovations, "obs_latitude", Innovation::latitude)
                        .with("standard_name", "latitude")
                        .described("mean latitude of the soundings", "degrees_north"),
                sparse(innovations, "obs_longitude", Innovation::longitude)
                        .with("standard_name", "longitude")
                        .described("mean longitude of the soundings", "degrees_east"),
                ppm(
                        innovations,
                        "obs_xco2",
                        stations
                                ? "observed XCO2; of sensor station: mole fraction of CO2 at its inlet"
                                : "observed XCO2",
                        Innovation::observedPpm),
                ppm(innovations, "obs_error", "standard deviation of the observation error", Innovation::errorPpm),
                ppm(innovations, "obs_background", "simulated XCO2 before the update", Innovation::backgroundPpm),
                ppm(
                        innovations,
                        "obs_spread",
                        "standard deviation of simulated XCO2 over members before the update",
                        Innovation::spreadPpm),
                ppm(innovations, "obs_analysis", "simulated XCO2 after the update", Innovation::analysisPpm),
                ppm(innovations, "obs_control", "simulated XCO2 of the control lane", Innovation::controlPpm),
                ppm(innovations, "obs_forecast", "simulated XCO2 of the forecast lane", Innovation::forecastPpm),
                codes(innovations, "obs_status", o -> o.status().ordinal())
                        .with("long_name", "what was done with the observation")
                        .flags(meanings(
                                innovations, Innovation.Status.values(), Innovation::status, status -> status.label()
                                        .replace('-', '_'))),
                codes(innovations, "obs_sensor", o -> o.sensor().ordinal())
                        .with("long_name", "satellite instrument" + (stations ? " or kind of station" : ""))
                        .flags(meanings(innovations, Sensor.values(), Innovation::sensor, Sensor::label)),
                ints(innovations, "obs_soundings", Innovation::soundings)
                        .described("soundings averaged in the observation", "1"),
                ints(innovations, "obs_rank", Innovation::rank)
                        .described("members below the perturbed observation", "1"),
                standIns(innovations),
                CfVariable.texts(
                                "obs_granule",
                                DIMENSION,
                                innovations.stream().map(Innovation::granule).toList())
                        .with("long_name", "granule"),
                CfVariable.texts(
                                "obs_id",
                                DIMENSION,
                                innovations.stream().map(Innovation::id).toList())
                        .with("long_name", "identifier, unique within granule and domain"));
    }

    /// What the codes mean, by ordinal: those that satellites have, and further ones up to the last in use. So a day
    /// without stations has the same flags as before there were any.
    private static <E extends Enum<E>> List<String> meanings(
            List<Innovation> innovations, E[] values, Function<Innovation, E> code, Function<E, String> label) {
        int last = -1;
        for (E value : values) if (!ofStations(value)) last = value.ordinal();
        for (Innovation innovation : innovations)
            last = Math.max(last, code.apply(innovation).ordinal());
        return Arrays.stream(values).limit(last + 1L).map(label).toList();
    }

    private static boolean ofStations(Enum<?> code) {
        return code == Innovation.Status.VALIDATION || code instanceof Sensor sensor && !sensor.isSatellite();
    }

    private static CfVariable sparse(List<Innovation> innovations, String name, ToDoubleFunction<Innovation> value) {
        return CfVariable.sparse(
                name, DIMENSION, innovations.stream().mapToDouble(value).toArray());
    }

    private static CfVariable ppm(
            List<Innovation> innovations, String name, String longName, ToDoubleFunction<Innovation> value) {
        return sparse(innovations, name, value)
                .described(longName, "ppm")
                .with("coordinates", "obs_time obs_latitude obs_longitude");
    }

    private static CfVariable ints(List<Innovation> innovations, String name, ToIntFunction<Innovation> value) {
        return CfVariable.ints(
                name, DIMENSION, innovations.stream().mapToInt(value).toArray());
    }

    private static CfVariable codes(List<Innovation> innovations, String name, ToIntFunction<Innovation> code) {
        final byte[] codes = new byte[innovations.size()];
        for (int n = 0; n < codes.length; n++) codes[n] = (byte) code.applyAsInt(innovations.get(n));
        return CfVariable.bytes(name, DIMENSION, codes);
    }

    private static CfVariable standIns(List<Innovation> innovations) {
        final byte[] masks = new byte[StandIn.values().length];
        final List<String> meanings = new ArrayList<>();
        for (StandIn standIn : StandIn.values()) {
            masks[standIn.ordinal()] = (byte) (1 << standIn.ordinal());
            meanings.add(standIn.label().replace('-', '_'));
        }
        return codes(innovations, "obs_stand_ins", o -> o.standIns().stream()
                        .mapToInt(standIn -> 1 << standIn.ordinal())
                        .sum())
                .with("long_name", "assumptions made for variables that the Lite file lacks")
                .with("flag_masks", new ClassicValues.Bytes(masks))
                .with("flag_meanings", String.join(" ", meanings));
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() * 1e-9;
    }

    /// To the microsecond, which is what a double of seconds since 1970 carries.
    private static Instant instant(double seconds) {
        final long micros = Math.round(seconds * 1e6);
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    static List<Innovation> read(ClassicFile file, String domain, LocalDate day, int revision) {
        if (file.shape("obs_time")[0] == 0) return List.of();
        final double[] time = NetcdfRead.doubles(file, "obs_time");
        final double[] latitude = NetcdfRead.doubles(file, "obs_latitude");
        final double[] longitude = NetcdfRead.doubles(file, "obs_longitude");
        final double[] observed = NetcdfRead.doubles(file, "obs_xco2");
        final double[] error = NetcdfRead.doubles(file, "obs_error");
        final double[] background = NetcdfRead.doubles(file, "obs_background");
        final double[] spread = NetcdfRead.doubles(file, "obs_spread");
        final double[] analysis = NetcdfRead.doubles(file, "obs_analysis");
        final double[] control = NetcdfRead.doubles(file, "obs_control");
        final double[] forecast = NetcdfRead.doubles(file, "obs_forecast");
        final int[] status = file.ints("obs_status");
        final int[] sensor = file.ints("obs_sensor");
        final int[] soundings = file.ints("obs_soundings");
        final int[] rank = file.ints("obs_rank");
        final int[] standIns = file.ints("obs_stand_ins");
        final List<String> granule = file.texts("obs_granule");
        final List<String> id = file.texts("obs_id");
        final List<Innovation> innovations = new ArrayList<>();
        for (int n = 0; n < time.length; n++)
            innovations.add(new Innovation(
                    domain,
                    day,
                    revision,
                    Sensor.values()[sensor[n]],
                    granule.get(n),
                    id.get(n),
                    instant(time[n]),
                    latitude[n],
                    longitude[n],
                    observed[n],
                    error[n],
                    background[n],
                    spread[n],
                    analysis[n],
                    control[n],
                    forecast[n],
                    rank[n],
                    soundings[n],
                    Innovation.Status.values()[status[n]],
                    standIns(standIns[n])));
        return innovations;
    }

    private static Set<StandIn> standIns(int mask) {
        final Set<StandIn> standIns = new TreeSet<>();
        for (StandIn standIn : StandIn.values()) if ((mask & 1 << standIn.ordinal()) != 0) standIns.add(standIn);
        return standIns;
    }
}
