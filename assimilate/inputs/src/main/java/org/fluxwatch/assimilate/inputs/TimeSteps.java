package org.fluxwatch.assimilate.inputs;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxwatch.contract.netcdf.CfTime;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.Units;

/// When the values of a variable hold, and where in it they stand.
///
/// A **forecast** has the time of its analysis (`forecast_reference_time`), a lead (`forecast_period`), or both, as
/// dimensions or beside. Its steps are valid times: those of the variable `valid_time`, or of the one that
/// `coordinates` names and whose standard name is `time`; without it the analysis and the lead added up. Of several
/// values of one time that of the newest analysis counts, which is the shortest lead. Where neither is there, it is an
/// error that names `valid_time`: an analysis's time is never taken for its forecast's.
///
/// @param times of the steps, in the order of the file, or of time where there are leads; empty: none, or no times
/// @param bounds begin and end of each in turn; empty: the file has none
/// @param leads from the analysis to each; empty: no forecast
/// @param time index of each step along the dimension of times
/// @param lead index of each step along the dimension of leads
record TimeSteps(
        Optional<Instant[]> times, Optional<Instant[]> bounds, Optional<Duration[]> leads, int[] time, int[] lead) {
    private static final String VALID = "valid_time";
    private static final String ANALYSIS = "forecast_reference_time";
    private static final String LEAD = "forecast_period";
    private static final List<String> LEADS = List.of(LEAD, "step", "leadtime", "lead_time");
    private static final List<String> BESIDE = List.of("time", VALID, "date", "month", ANALYSIS);

    static boolean isTime(GridVariable axis) {
        return axis.units().contains(" since ");
    }

    static boolean isAnalysis(GridVariable axis) {
        return named(axis).equals(ANALYSIS)
                || named(axis).isEmpty() && axis.name().equals(ANALYSIS);
    }

    static boolean isLead(GridFile file, String dimension) {
        if (!file.has(dimension)) return dimension.equals(LEAD);
        final GridVariable axis = file.variable(dimension);
        return dimension.equals(LEAD)
                || named(axis).equals(LEAD)
                || LEADS.contains(dimension) && !isTime(axis) && seconds(axis).isPresent();
    }

    private static String named(GridVariable axis) {
        return axis.text("standard_name").orElse("");
    }

    private static Optional<double[]> seconds(GridVariable lead) {
        try {
            final double factor = Units.factor(lead.units(), "s");
            final double[] values = lead.doubles();
            for (int l = 0; l < values.length; l++) values[l] *= factor;
            return Optional.of(values);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// @param timeAxis dimension of times or of analyses; -1: none
    /// @param leadAxis dimension of leads; -1: none
    static TimeSteps of(GridVariable variable, int timeAxis, int leadAxis) {
        return new Reading(variable, timeAxis, leadAxis).steps();
    }

    /// Values are counted analysis after analysis, the leads of each side by side.
    private static final class Reading {
        private final GridVariable variable;
        private final GridFile file;
        private final String timeDimension;
        private final String leadDimension;
        private final int nTimes;
        private final int nLeads;

        Reading(GridVariable variable, int timeAxis, int leadAxis) {
            this.variable = variable;
            file = variable.file();
            timeDimension = timeAxis < 0 ? "" : variable.dimensions().get(timeAxis);
            leadDimension = leadAxis < 0 ? "" : variable.dimensions().get(leadAxis);
            nTimes = timeAxis < 0 ? 1 : variable.shape()[timeAxis];
            nLeads = leadAxis < 0 ? 1 : variable.shape()[leadAxis];
        }

        TimeSteps steps() {
            final Optional<GridVariable> axis = axis();
            final Optional<GridVariable> valid = valid();
            final Optional<Instant[]> analyses =
                    axis.filter(TimeSteps::isAnalysis).map(analysis -> spread(analysis, CfTime.instants(analysis), 1));
            if (valid.isPresent()) return steps(valid.get(), analyses);
            if (analyses.isPresent()) return steps(ahead(analyses.get()), Optional.empty(), analyses);
            if (axis.isPresent()) {
                if (isAmbiguous(axis.get())) throw unknown("leads, and times that may be those of analyses");
                return steps(axis.get(), Optional.empty());
            }
            if (!leadDimension.isEmpty()) throw unknown("leads and no times");
            return new TimeSteps(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    IntStream.range(0, nTimes).toArray(),
                    new int[nTimes]);
        }

        private InputException unknown(String what) {
            return variable.wrong(
                    "has " + what + ", expected a variable " + VALID + " on its dimensions " + variable.dimensions());
        }

        /// The coordinate of the times; where they have no dimension, the one that stands beside.
        private Optional<GridVariable> axis() {
            final Stream<String> names = timeDimension.isEmpty() ? BESIDE.stream() : Stream.of(timeDimension);
            return names.filter(file::has)
                    .map(file::variable)
                    .filter(axis -> isTime(axis) && (!timeDimension.isEmpty() || axis.shape().length == 0))
                    .findFirst();
        }

        /// The times as a variable that is not named like a dimension.
        private Optional<GridVariable> valid() {
            final String coordinates = variable.text("coordinates").orElse("");
            return Stream.concat(Stream.of(VALID), Stream.of(coordinates.split("\\s+")))
                    .filter(name -> !name.equals(timeDimension) && file.has(name))
                    .map(file::variable)
                    .filter(other -> other.name().equals(VALID) || named(other).equals("time"))
                    .filter(other -> isTime(other) && isOnOurDimensions(other))
                    .findFirst();
        }

        private boolean isOnOurDimensions(GridVariable other) {
            for (int d = 0; d < other.dimensions().size(); d++) {
                final String dimension = other.dimensions().get(d);
                if (!dimension.equals(timeDimension) && !dimension.equals(leadDimension) && other.shape()[d] != 1)
                    return false;
            }
            return true;
        }

        private boolean isAmbiguous(GridVariable axis) {
            final Optional<double[]> leads = leads();
            return !named(axis).equals("time")
                    && (leads.isPresent()
                            ? Arrays.stream(leads.get()).anyMatch(lead -> lead != 0)
                            : !leadDimension.isEmpty());
        }

        /// Seconds of each lead, or of the one that all have.
        private Optional<double[]> leads() {
            final Stream<String> names = leadDimension.isEmpty() ? LEADS.stream() : Stream.of(leadDimension);
            return names.filter(file::has)
                    .map(file::variable)
                    .filter(lead -> !leadDimension.isEmpty() || lead.shape().length == 0)
                    .findFirst()
                    .flatMap(TimeSteps::seconds);
        }

        private Instant[] ahead(Instant[] analyses) {
            final double[] leads = leads().orElseThrow(() -> unknown("times of analyses without leads"));
            final Instant[] times = new Instant[analyses.length];
            for (int n = 0; n < times.length; n++)
                times[n] = analyses[n].plusMillis(Math.round(1000 * leads[n % nLeads]));
            return times;
        }

        private TimeSteps steps(GridVariable times, Optional<Instant[]> analyses) {
            return steps(
                    spread(times, CfTime.instants(times), 1),
                    CfTime.bounds(times).map(bounds -> spread(times, bounds, 2)),
                    analyses);
        }

        /// What a variable has on some of our dimensions, for all values.
        ///
        /// @param each how many belong to one value
        private Instant[] spread(GridVariable of, Instant[] read, int each) {
            for (int d = 0; d < of.dimensions().size(); d++) {
                final String dimension = of.dimensions().get(d);
                final boolean ofTimes = dimension.equals(timeDimension);
                if (ofTimes && of.shape()[d] != nTimes
                        || !ofTimes && dimension.equals(leadDimension) && of.shape()[d] != nLeads)
                    throw of.wrong("has " + of.shape()[d] + " values along " + dimension + ", expected "
                            + (ofTimes ? nTimes : nLeads) + ", as " + variable.name() + " has");
            }
            final Instant[] all = new Instant[nTimes * nLeads * each];
            for (int n = 0; n < nTimes * nLeads; n++) {
                int index = 0;
                for (int d = 0; d < of.dimensions().size(); d++) {
                    final String dimension = of.dimensions().get(d);
                    final int at = dimension.equals(timeDimension)
                            ? n / nLeads
                            : dimension.equals(leadDimension) ? n % nLeads : 0;
                    index = index * of.shape()[d] + at;
                }
                for (int e = 0; e < each; e++) all[n * each + e] = read[index * each + e];
            }
            return all;
        }

        /// @param times of all values
        /// @param bounds two of each
        /// @param analyses of each
        private TimeSteps steps(Instant[] times, Optional<Instant[]> bounds, Optional<Instant[]> analyses) {
            final int[] chosen =
                    leadDimension.isEmpty() ? IntStream.range(0, times.length).toArray() : newest(times, analyses);
            return new TimeSteps(
                    Optional.of(Arrays.stream(chosen).mapToObj(n -> times[n]).toArray(Instant[]::new)),
                    bounds.map(ends -> Arrays.stream(chosen)
                            .boxed()
                            .flatMap(n -> Stream.of(ends[2 * n], ends[2 * n + 1]))
                            .toArray(Instant[]::new)),
                    leads(times, analyses)
                            .map(all ->
                                    Arrays.stream(chosen).mapToObj(n -> all[n]).toArray(Duration[]::new)),
                    Arrays.stream(chosen).map(n -> n / nLeads).toArray(),
                    Arrays.stream(chosen).map(n -> n % nLeads).toArray());
        }

        private Optional<Duration[]> leads(Instant[] times, Optional<Instant[]> analyses) {
            if (analyses.isPresent())
                return Optional.of(IntStream.range(0, times.length)
                        .mapToObj(n -> Duration.between(analyses.get()[n], times[n]))
                        .toArray(Duration[]::new));
            return leads().map(leads -> IntStream.range(0, times.length)
                    .mapToObj(n -> Duration.ofMillis(Math.round(1000 * leads[n % nLeads])))
                    .toArray(Duration[]::new));
        }

        /// Of each time the value of the shortest lead, by time.
        private int[] newest(Instant[] times, Optional<Instant[]> analyses) {
            final Optional<double[]> leads = leads();
            final Map<Instant, Integer> newest = new TreeMap<>();
            for (int n = 0; n < times.length; n++) {
                final Integer other = newest.putIfAbsent(times[n], n);
                if (other == null) continue;
                if (analyses.isEmpty() && leads.isEmpty())
                    throw unknown("several values at " + times[n] + " and neither analyses nor leads");
                final boolean newer = analyses.isPresent()
                        ? analyses.get()[n].isAfter(analyses.get()[other])
                        : leads.get()[n % nLeads] < leads.get()[other % nLeads];
                if (newer) newest.put(times[n], n);
            }
            return newest.values().stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
