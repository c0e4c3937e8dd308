package org.fluxwatch.publish.daily;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Observation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.record.ViewMode;

/// The day's observations with what the analysis made of them, along `observation`, the file's unlimited dimension:
/// that may be 0 long, so that a day without observations has the same variables as any other.
final class ObservationVariables {
    static final String DIMENSION = "observation";

    private static final List<String> ORDER = List.of(
            "obs_time",
            "obs_latitude",
            "obs_longitude",
            "obs_xco2",
            "obs_error",
            "obs_background",
            "obs_prior",
            "obs_posterior",
            "obs_spread",
            "obs_analysis",
            "obs_control",
            "obs_forecast",
            "obs_status",
            "obs_unused_because",
            "obs_lost_share",
            "obs_sensor",
            "obs_mode",
            "obs_soundings",
            "obs_rank",
            "obs_stand_ins",
            "obs_granule",
            "obs_id");

    private ObservationVariables() {}

    /// In the order of the file: the one that its readers know.
    ///
    /// @param ofSystem what only the system can say of its observations, along their dimension
    static List<CfVariable> of(List<Innovation> innovations, List<CfVariable> ofSystem) {
        final List<CfVariable> variables = new ArrayList<>(ofAnySystem(innovations));
        variables.addAll(ofSystem);
        variables.sort(Comparator.comparingInt(
                variable -> ORDER.contains(variable.stored().name())
                        ? ORDER.indexOf(variable.stored().name())
                        : ORDER.size()));
        return variables;
    }

    private static List<CfVariable> ofAnySystem(List<Innovation> innovations) {
        final List<Observation> observations =
                innovations.stream().map(Innovation::observation).toList();
        final boolean stations = hasStations(innovations);
        return List.of(
                sparse(observations, "obs_time", o -> seconds(o.position().time()))
                        .with("standard_name", "time")
                        .described("mean time of the soundings", "seconds since 1970-01-01 00:00:00")
                        .with("calendar", "standard"),
                sparse(observations, "obs_latitude", o -> o.position().latitude())
                        .with("standard_name", "latitude")
                        .described("mean latitude of the soundings", "degrees_north"),
                sparse(observations, "obs_longitude", o -> o.position().longitude())
                        .with("standard_name", "longitude")
                        .described("mean longitude of the soundings", "degrees_east"),
                ppm(observations, "obs_xco2", "observed XCO2" + ofStations(innovations), Observation::ppm),
                ppm(observations, "obs_error", "standard deviation of the observation error", Observation::errorPpm),
                codes(innovations, "obs_status", o -> o.status().ordinal())
                        .with("long_name", "what was done with the observation")
                        .flags(meanings(
                                innovations, Innovation.Status.values(), Innovation::status, status -> status.label()
                                        .replace('-', '_'))),
                SensorCodes.of(DIMENSION, observations)
                        .with("long_name", "satellite instrument" + (stations ? " or kind of station" : "")),
                codes(observations, "obs_mode", o -> o.mode().ordinal())
                        .with("long_name", "how the satellite looked")
                        .flags(Arrays.stream(ViewMode.values())
                                .map(mode -> mode.label().replace('-', '_'))
                                .toList()),
                CfVariable.ints(
                                "obs_soundings",
                                DIMENSION,
                                observations.stream()
                                        .mapToInt(Observation::soundings)
                                        .toArray())
                        .described("soundings averaged in the observation", "1"),
                standIns(observations),
                CfVariable.texts(
                                "obs_granule",
                                DIMENSION,
                                observations.stream().map(Observation::source).toList())
                        .with("long_name", "granule"),
                CfVariable.texts(
                                "obs_id",
                                DIMENSION,
                                observations.stream().map(Observation::id).toList())
                        .with("long_name", "identifier, unique within granule and domain"));
    }

    private static boolean hasStations(List<Innovation> innovations) {
        return innovations.stream().anyMatch(o -> !o.observation().sensor().isSatellite());
    }

    /// What the name of an XCO2 has to say where stations are among the observations; else nothing.
    static String ofStations(List<Innovation> innovations) {
        return hasStations(innovations) ? "; of sensor station: mole fraction of CO2 at its inlet" : "";
    }

    /// What the codes mean, by ordinal: those that any day may have, and further ones up to the last in use. So a
    /// day without stations has the same flags as before there were any.
    private static <T, E extends Enum<E>> List<String> meanings(
            List<T> observations, E[] values, Function<T, E> code, Function<E, String> label) {
        int last = -1;
        for (E value : values) if (!isRare(value)) last = value.ordinal();
        for (T observation : observations)
            last = Math.max(last, code.apply(observation).ordinal());
        return Arrays.stream(values).limit(last + 1L).map(label).toList();
    }

    /// Of stations or of the inversion alone.
    private static boolean isRare(Enum<?> code) {
        return code == Innovation.Status.VALIDATION || code == Innovation.Status.UNUSABLE;
    }

    static <T> CfVariable sparse(List<T> observations, String name, ToDoubleFunction<T> value) {
        return CfVariable.sparse(
                name, DIMENSION, observations.stream().mapToDouble(value).toArray());
    }

    static <T> CfVariable ppm(List<T> observations, String name, String longName, ToDoubleFunction<T> value) {
        return sparse(observations, name, value)
                .described(longName, "ppm")
                .with("coordinates", "obs_time obs_latitude obs_longitude");
    }

    private static <T> CfVariable codes(List<T> observations, String name, ToIntFunction<T> code) {
        final byte[] codes = new byte[observations.size()];
        for (int n = 0; n < codes.length; n++) codes[n] = (byte) code.applyAsInt(observations.get(n));
        return CfVariable.bytes(name, DIMENSION, codes);
    }

    private static CfVariable standIns(List<Observation> observations) {
        final byte[] masks = new byte[StandIn.ofGranules().size()];
        final List<String> meanings = new ArrayList<>();
        for (StandIn standIn : StandIn.ofGranules()) {
            masks[standIn.ordinal()] = (byte) (1 << standIn.ordinal());
            meanings.add(standIn.label().replace('-', '_'));
        }
        return codes(observations, "obs_stand_ins", o -> o.standIns().stream()
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

    @FunctionalInterface
    interface DiagnosticsReading {
        List<? extends Innovation.Diagnostics> of(ClassicFile file);
    }

    /// @param background name of the variable of what was simulated before
    /// @param analysis name of the variable of what was simulated after
    static List<Innovation> read(
            ClassicFile file,
            AnalysisIdentity identity,
            String background,
            String analysis,
            DiagnosticsReading reading) {
        if (file.shape("obs_time")[0] == 0) return List.of();
        final List<Observation> observations = readObservations(file);
        final double[] before = NetcdfRead.doubles(file, background);
        final double[] after = NetcdfRead.doubles(file, analysis);
        final int[] status = file.ints("obs_status");
        final List<? extends Innovation.Diagnostics> diagnostics = reading.of(file);
        final List<Innovation> innovations = new ArrayList<>();
        for (int n = 0; n < observations.size(); n++)
            innovations.add(new Innovation(
                    identity,
                    observations.get(n),
                    new Innovation.Simulated(before[n], after[n]),
                    Innovation.Status.values()[status[n]],
                    diagnostics.get(n)));
        return innovations;
    }

    private static List<Observation> readObservations(ClassicFile file) {
        final double[] time = NetcdfRead.doubles(file, "obs_time");
        final double[] latitude = NetcdfRead.doubles(file, "obs_latitude");
        final double[] longitude = NetcdfRead.doubles(file, "obs_longitude");
        final double[] observed = NetcdfRead.doubles(file, "obs_xco2");
        final double[] error = NetcdfRead.doubles(file, "obs_error");
        final List<Sensor> sensors = SensorCodes.read(file);
        final ViewMode[] modes = modes(file, sensors.size());
        final int[] soundings = file.ints("obs_soundings");
        final int[] standIns = file.ints("obs_stand_ins");
        final List<String> source = file.texts("obs_granule");
        final List<String> id = file.texts("obs_id");
        final List<Observation> observations = new ArrayList<>();
        for (int n = 0; n < time.length; n++)
            observations.add(new Observation(
                    sensors.get(n),
                    source.get(n),
                    id.get(n),
                    modes[n],
                    new Innovation.Position(instant(time[n]), latitude[n], longitude[n]),
                    observed[n],
                    error[n],
                    soundings[n],
                    standIns(standIns[n])));
        return observations;
    }

    /// Files of version 0.2.0 and before do not say.
    private static ViewMode[] modes(ClassicFile file, int observations) {
        final ViewMode[] modes = new ViewMode[observations];
        Arrays.fill(modes, ViewMode.UNKNOWN);
        if (!file.has("obs_mode")) return modes;
        final int[] codes = file.ints("obs_mode");
        Arrays.setAll(modes, n -> ViewMode.values()[codes[n]]);
        return modes;
    }

    private static Set<StandIn> standIns(int mask) {
        final Set<StandIn> standIns = new TreeSet<>();
        for (StandIn standIn : StandIn.ofGranules()) if ((mask & 1 << standIn.ordinal()) != 0) standIns.add(standIn);
        return standIns;
    }
}
