package org.fluxwatch.assimilate.inputs.station;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.contract.netcdf.AttributeType;
import org.fluxwatch.contract.netcdf.CfTime;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.record.Sensor;

/// ObsPack netCDF in the flavours of NOAA (`qcflag`) and of ICOS (`qc_flag`). Times are middles of the sampling.
final class ObsPackFile {
    private static final String SECONDS = "seconds since 1970-01-01";
    private static final Set<String> CALENDARS = Set.of("standard", "gregorian", "proleptic_gregorian");

    private final GridFile file;
    private final GridVariable value;
    private final int n;

    private ObsPackFile(GridFile file) {
        this.file = file;
        this.value = file.variable("value");
        value.requireDimensions(1);
        n = value.size();
    }

    static StationSeries read(GridFile file, Wanted wanted, FaultCount faults) {
        final String gas = file.text("dataset_parameter").orElse("co2");
        if (!gas.equalsIgnoreCase("co2"))
            throw new StationFileException(
                    StationFault.UNKNOWN_FORMAT,
                    file.path() + ": attribute dataset_parameter is '" + gas + "', expected co2");
        return new ObsPackFile(file).series(wanted, faults);
    }

    private StationSeries series(Wanted wanted, FaultCount faults) {
        final StationSeries series = new StationSeries(file.text("dataset_name").orElse(FileNames.stem(file.path())));
        final String scale = value.text("scale_comment")
                .or(() -> file.text("dataset_calibration_scale"))
                .orElse("unknown scale");
        final double[] seconds = seconds("time");
        final double[] start = file.has("start_time") ? seconds("start_time") : seconds;
        final double[] latitude = values("latitude");
        final double[] longitude = values("longitude");
        final double[] ppm = ppm(value);
        final double[] deviation = file.has("value_std_dev") ? deviations() : nothing();
        final double[] samples = optional("nvalue");
        final double[] intake = optional("intake_height");
        final double[] altitude = optional("altitude");
        final double[] elevation = elevation();
        final boolean[] valid = valid();
        for (int i = 0; i < n; i++) {
            if (!valid[i] || Double.isNaN(ppm[i]) || !wanted.hasPlace(latitude[i], longitude[i])) continue;
            series.reaches(seconds[i]);
            if (!wanted.covers(seconds[i])) continue;
            final Instant time = Instant.ofEpochMilli(Math.round(seconds[i] * 1000));
            final String where = file.path() + ": value at " + time;
            final Optional<Double> height = StationSeries.height(intake[i], altitude[i], elevation[i]);
            if (2 * (seconds[i] - start[i]) > StationSeries.LONGEST_SECONDS)
                faults.add(
                        StationFault.NOT_HOURLY,
                        where + " begins " + (seconds[i] - start[i])
                                + " s before its middle, expected an hour at most");
            else if (!StationSeries.isSane(ppm[i]))
                faults.add(StationFault.IMPOSSIBLE_VALUE, where + ": " + StationSeries.insane(ppm[i]));
            else if (height.isEmpty())
                faults.add(
                        StationFault.NO_HEIGHT,
                        where + ": intake_height is " + intake[i] + ", altitude " + altitude[i] + ", elevation "
                                + elevation[i] + " m, expected a height above ground");
            else
                series.add(
                        Sensor.STATION,
                        scale,
                        time,
                        latitude[i],
                        longitude[i],
                        ppm[i],
                        deviation[i],
                        samples[i] >= 1 ? (int) samples[i] : 1,
                        new ObservationOperator.Point(height.get()));
        }
        return series;
    }

    private double[] values(String name) {
        final GridVariable variable = file.variable(name);
        final double[] values = variable.doubles();
        if (values.length != n)
            throw variable.wrong("has " + values.length + " values, expected " + n + ", as value has");
        return values;
    }

    private double[] nothing() {
        final double[] nothing = new double[n];
        Arrays.fill(nothing, Double.NaN);
        return nothing;
    }

    private double[] optional(String name) {
        return file.has(name) ? values(name) : nothing();
    }

    /// Seconds since 1970. (Via [Instant] only where units and calendar are others than ObsPack's.)
    private double[] seconds(String name) {
        final GridVariable variable = file.variable(name);
        final String units = variable.units();
        final boolean plain = variable.type("calendar") == AttributeType.NONE
                || CALENDARS.contains(variable.text("calendar").orElse("").toLowerCase(Locale.ROOT));
        if (plain
                && units.startsWith(SECONDS)
                && units.substring(SECONDS.length()).matches("|[ T]00:00(:00)?( ?(Z|UTC))?")) return values(name);
        return Arrays.stream(CfTime.instants(variable))
                .mapToDouble(instant -> instant.toEpochMilli() / 1000.0)
                .toArray();
    }

    private double[] ppm(GridVariable variable) {
        final double factor = Ppm.factor(variable);
        return Arrays.stream(values(variable.name())).map(x -> x * factor).toArray();
    }

    private double[] deviations() {
        final GridVariable deviation = file.variable("value_std_dev");
        final double factor = Ppm.factor(deviation.units().isEmpty() ? value : deviation);
        return Arrays.stream(values("value_std_dev")).map(x -> x * factor).toArray();
    }

    private double[] elevation() {
        if (file.has("elevation")) return values("elevation");
        final double[] elevation = nothing();
        final String site = file.text("site_elevation").orElse("");
        if (site.matches("-?\\d+(\\.\\d*)?")) Arrays.fill(elevation, Double.parseDouble(site));
        else file.number("site_elevation").ifPresent(metres -> Arrays.fill(elevation, metres));
        return elevation;
    }

    /// What the flags of the file let pass: valid, and representative.
    private boolean[] valid() {
        final boolean[] valid = new boolean[n];
        Arrays.fill(valid, true);
        if (file.has("qc_flag")) {
            final String[] flags = flags("qc_flag");
            // O: correct after manual control; U: correct, manual control to come
            for (int i = 0; i < n; i++) valid[i] = flags[i].equals("O") || flags[i].equals("U");
        }
        if (file.has("qcflag")) {
            final String[] flags = flags("qcflag");
            // the first of three says whether it was rejected
            for (int i = 0; i < n; i++) valid[i] &= flags[i].startsWith(".");
        }
        if (file.has("obs_flag")) {
            final double[] flags = values("obs_flag");
            // ICOS has made 1, which means representative, the fill value too: then what is missing is a 1
            final boolean missingIsOne =
                    file.variable("obs_flag").number("_FillValue").orElse(0.0) == 1;
            for (int i = 0; i < n; i++) valid[i] &= flags[i] == 1 || missingIsOne && Double.isNaN(flags[i]);
        }
        return valid;
    }

    private String[] flags(String name) {
        final GridVariable variable = file.variable(name);
        final List<String> rows = variable.texts();
        if (rows.size() == n) return rows.toArray(String[]::new);
        if (rows.size() == 1 && rows.getFirst().length() == n)
            return rows.getFirst().split("");
        throw variable.wrong("has " + rows.size() + " flags, expected " + n + ", as value has");
    }
}
