package org.fluxwatch.assimilate.inputs.station;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.assimilate.model.operator.LevelProfile;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.contract.netcdf.CfTime;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.Units;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Profile;
import org.fluxwatch.contract.record.Sensor;

/// TCCON netCDF of GGG2020, public files. The soundings of an hour become one observation: means of values, kernels,
/// weights and priors.
/// ```
/// XCO2_sim = prior_xco2 + Σ_k h_k a_k (y_k - prior_k)       y, prior: dry-air mole fractions
/// h_k      = integration_operator_k (1 - w_k)               w: water, mol per mol of moist air, prior_h2o
/// prior_k  = prior_co2_k / (1 - w_k)                        priors of GGG2020 are mole fractions in moist air
/// ```
/// `integration_operator` is made for moist mole fractions; Σ h is 1 to 0.5 %, as TCCON has the dry column from O2.
/// Taken is `xco2`, which is on the scale of the satellites' `xco2` (X2007), not `xco2_x2019`.
/// Source: attributes of the files; tccon-wiki.caltech.edu/Main/AuxiliaryDataGGG2020.
final class TcconFile {
    private static final List<String> NEEDED = List.of(
            "time",
            "lat",
            "long",
            "ak_xco2",
            "ak_altitude",
            "integration_operator",
            "prior_altitude",
            "prior_pressure",
            "prior_co2",
            "prior_h2o");

    private final GridFile file;
    private final FaultCount faults;
    private final double[] seconds;
    private final int nTime;
    private final int nLevels;

    private TcconFile(GridFile file, FaultCount faults) {
        this.file = file;
        this.faults = faults;
        for (String name : NEEDED)
            if (!file.has(name))
                throw new StationFileException(
                        StationFault.UNKNOWN_FORMAT,
                        file.path() + ": has xco2 but no variable " + name + ", expected a public file of GGG2020");
        seconds = Arrays.stream(CfTime.instants(file.variable("time")))
                .mapToDouble(time -> time.toEpochMilli() / 1000.0)
                .toArray();
        nTime = seconds.length;
        final double[] altitude = file.variable("ak_altitude").doubles();
        nLevels = altitude.length;
        if (!Arrays.equals(altitude, file.variable("prior_altitude").doubles()))
            throw file.variable("ak_altitude").wrong("has other levels than prior_altitude, expected the same");
    }

    static StationSeries read(GridFile file, Wanted wanted, FaultCount faults) {
        return new TcconFile(file, faults).series(wanted);
    }

    /// What one sounding adds to its hour.
    private record Sounding(
            double seconds, double latitude, double longitude, double ppm, double errorPpm, ColumnRetrieval column) {}

    private StationSeries series(Wanted wanted) {
        final GridVariable value = file.variable("xco2");
        final StationSeries series = new StationSeries(file.text("long_name").orElse(FileNames.stem(file.path())));
        final String scale = value.text("wmo_or_analogous_scale").orElse("unknown scale");
        final double[] latitude = values("lat");
        final double[] longitude = values("long");
        final double[] ppm = scaled(values("xco2"), Ppm.factor(value));
        final double[] error = file.has("xco2_error")
                ? scaled(values("xco2_error"), Ppm.factor(file.variable("xco2_error")))
                : new double[nTime];
        final double[] flag = file.has("flag") ? values("flag") : new double[nTime];
        int begin = nTime;
        int end = 0;
        final boolean[] used = new boolean[nTime];
        for (int i = 0; i < nTime; i++) {
            if (Double.isNaN(ppm[i]) || flag[i] != 0 || !wanted.hasPlace(latitude[i], longitude[i])) continue;
            series.reaches(seconds[i]);
            if (!wanted.covers(seconds[i])) continue;
            if (!StationSeries.isSane(ppm[i])) {
                faults.add(StationFault.IMPOSSIBLE_VALUE, where(i) + StationSeries.insane(ppm[i]));
                continue;
            }
            used[i] = true;
            begin = Math.min(begin, i);
            end = i + 1;
        }
        if (begin >= end) return series;
        final Profiles profiles = new Profiles(begin, end);
        final Map<Long, List<Sounding>> hours = new TreeMap<>();
        for (int i = begin; i < end; i++) {
            if (!used[i]) continue;
            final Optional<ColumnRetrieval> column = profiles.column(i);
            if (column.isPresent())
                hours.computeIfAbsent((long) Math.floor(seconds[i] / 3600), hour -> new ArrayList<>())
                        .add(new Sounding(
                                seconds[i], latitude[i], longitude[i], ppm[i], Math.max(0, error[i]), column.get()));
        }
        hours.values().forEach(hour -> add(series, scale, hour));
        return series;
    }

    private String where(int i) {
        return file.path() + ": sounding at " + Instant.ofEpochMilli(Math.round(1000 * seconds[i])) + ": ";
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(x -> x * factor).toArray();
    }

    private double[] values(String name) {
        final GridVariable variable = file.variable(name);
        final double[] values = variable.doubles();
        if (values.length != nTime)
            throw variable.wrong("has " + values.length + " values, expected " + nTime + ", as time has");
        return values;
    }

    private static void add(StationSeries series, String scale, List<Sounding> hour) {
        series.add(
                Sensor.TCCON,
                scale,
                Instant.ofEpochSecond(Math.round(mean(hour.stream().mapToDouble(Sounding::seconds)))),
                mean(hour.stream().mapToDouble(Sounding::latitude)),
                mean(hour.stream().mapToDouble(Sounding::longitude)),
                mean(hour.stream().mapToDouble(Sounding::ppm)),
                mean(hour.stream().mapToDouble(Sounding::errorPpm)),
                hour.size(),
                new ObservationOperator.Column(
                        mean(hour.stream().map(Sounding::column).toList())));
    }

    private static double mean(java.util.stream.DoubleStream values) {
        return values.average().orElseThrow();
    }

    private static ColumnRetrieval mean(List<ColumnRetrieval> columns) {
        return new ColumnRetrieval(
                mean(columns.stream().mapToDouble(ColumnRetrieval::priorXco2Ppm)),
                profile(columns.stream().map(ColumnRetrieval::pressureHpa).toList()),
                profile(columns.stream().map(ColumnRetrieval::pressureWeight).toList()),
                profile(columns.stream().map(ColumnRetrieval::averagingKernel).toList()),
                profile(columns.stream().map(ColumnRetrieval::priorPpm).toList()));
    }

    private static Profile profile(List<Profile> profiles) {
        final float[] mean = new float[profiles.getFirst().levels()];
        for (int k = 0; k < mean.length; k++) {
            double sum = 0;
            for (Profile profile : profiles) sum += profile.at(k);
            mean[k] = (float) (sum / profiles.size());
        }
        return new Profile(mean);
    }

    /// Profiles of the soundings from one to another, levels from the surface to space as in the file.
    private final class Profiles {
        private final int begin;
        private final int[] priorRow;
        private final double[] kernel;
        private final Rows operator;
        private final Rows pressureHpa;
        private final Rows priorPpm;
        private final Rows water;
        private final double[] priorXco2;

        /// A variable along soundings, or along priors that several soundings share.
        private record Rows(double[] values, int nLevels, int first, boolean shared) {
            double at(int sounding, int prior, int level) {
                return values[((shared ? prior : sounding) - first) * nLevels + level];
            }
        }

        Profiles(int begin, int end) {
            this.begin = begin;
            priorRow = new int[nTime];
            if (file.has("prior_index")) {
                final double[] index = values("prior_index");
                for (int i = 0; i < nTime; i++) priorRow[i] = Double.isNaN(index[i]) ? -1 : (int) index[i];
            }
            kernel = file.variable("ak_xco2").doubles(new int[] {begin, 0}, new int[] {end - begin, nLevels});
            operator = rows("integration_operator", begin, end, 1);
            pressureHpa = rows("prior_pressure", begin, end, Units.factor(file.variable("prior_pressure"), "hPa"));
            priorPpm = rows("prior_co2", begin, end, Ppm.factor(file.variable("prior_co2")));
            water = rows("prior_h2o", begin, end, 1e-6 * Ppm.factor(file.variable("prior_h2o")));
            priorXco2 = file.has("prior_xco2") && file.variable("prior_xco2").size() == nTime
                    ? scaled(values("prior_xco2"), Ppm.factor(file.variable("prior_xco2")))
                    : new double[0];
        }

        private Rows rows(String name, int begin, int end, double factor) {
            final GridVariable variable = file.variable(name);
            variable.requireDimensions(2);
            final int[] shape = variable.shape();
            if (shape[1] != nLevels)
                throw variable.wrong("has " + shape[1] + " levels, expected " + nLevels + ", as ak_altitude has");
            if (shape[0] == nTime)
                return new Rows(
                        scaled(variable.doubles(new int[] {begin, 0}, new int[] {end - begin, nLevels}), factor),
                        nLevels,
                        begin,
                        false);
            if (!file.has("prior_index"))
                throw variable.wrong("has " + shape[0] + " profiles, expected " + nTime + " or a variable prior_index");
            for (int i = begin; i < end; i++)
                if (priorRow[i] >= shape[0])
                    throw variable.wrong("has " + shape[0] + " profiles, prior_index asks for " + priorRow[i]);
            return new Rows(scaled(variable.doubles(), factor), nLevels, 0, true);
        }

        /// Empty where a value cannot be; that is counted.
        Optional<ColumnRetrieval> column(int i) {
            final float[] pressure = new float[nLevels];
            final float[] weight = new float[nLevels];
            final float[] averaging = new float[nLevels];
            final float[] prior = new float[nLevels];
            double priorColumn = 0;
            try {
                if (priorRow[i] < 0) throw new IllegalArgumentException("prior_index is missing or below 0");
                for (int level = 0; level < nLevels; level++) {
                    final int k = nLevels - 1 - level;
                    final double w = water.at(i, priorRow[i], level);
                    final double moist = priorPpm.at(i, priorRow[i], level);
                    final double integration = operator.at(i, priorRow[i], level);
                    pressure[k] = (float) pressureHpa.at(i, priorRow[i], level);
                    weight[k] = (float) (integration * (1 - w));
                    averaging[k] = (float) kernel[(i - begin) * nLevels + level];
                    prior[k] = (float) LevelProfile.dry(moist, w);
                    priorColumn += integration * moist;
                }
                return Optional.of(new ColumnRetrieval(
                        priorXco2.length > 0 ? priorXco2[i] : priorColumn,
                        new Profile(pressure),
                        new Profile(weight),
                        new Profile(averaging),
                        new Profile(prior)));
            } catch (IllegalArgumentException e) {
                faults.add(StationFault.IMPOSSIBLE_VALUE, where(i) + e.getMessage());
                return Optional.empty();
            }
        }
    }
}
