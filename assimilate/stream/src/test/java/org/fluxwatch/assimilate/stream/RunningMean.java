package org.fluxwatch.assimilate.stream;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.assimilate.stream.port.DayProducts;
import org.fluxwatch.assimilate.stream.port.DayResult;
import org.fluxwatch.assimilate.stream.port.DaySystem;
import org.fluxwatch.assimilate.stream.port.StateArray;
import org.fluxwatch.assimilate.stream.port.StateFormat;
import org.fluxwatch.assimilate.stream.port.SystemState;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.Superobservation;

/// The least that can be called a system: the mean of all that was ever observed.
class RunningMean implements DaySystem<RunningMean.Sums> {
    private final String domain;
    private final AtomicReference<List<String>> missing;

    /// @param values sum of all observations, ppm, and how many there were
    record Sums(LocalDate nextDay, float[] values) implements SystemState {}

    RunningMean(String domain, AtomicReference<List<String>> missing) {
        this.domain = domain;
        this.missing = missing;
    }

    /// Called in the midst of a day.
    void slice() {}

    @Override
    public StateFormat<Sums> format() {
        return new StateFormat<>() {
            @Override
            public AssimilationSystem system() {
                return AssimilationSystem.FILTER; // there is no other name yet
            }

            @Override
            public SortedMap<String, Object> shape() {
                return new TreeMap<>(Map.of("what", "running mean", "sums", 2));
            }

            @Override
            public void write(Sums state, Writer out) {
                out.array(array(state.values()));
            }

            @Override
            public Sums read(LocalDate nextDay, Reader in) {
                final Sums sums = new Sums(nextDay, new float[2]);
                in.fill(array(sums.values()));
                return sums;
            }

            private static StateArray array(float[] values) {
                return new StateArray("sums", "", List.of("sum"), List.of(2), 1, values);
            }
        };
    }

    @Override
    public List<String> missing(LocalDate day) {
        return missing.get();
    }

    @Override
    public Sums firstState(LocalDate day) {
        return new Sums(day, new float[2]);
    }

    @Override
    public DayRun<Sums> begin(Sums state, DayInput input) {
        return new DayRun<>() {
            private boolean finished;

            @Override
            public boolean finished() {
                return finished;
            }

            @Override
            public void step() {
                slice();
                finished = true;
            }

            @Override
            public DayResult<Sums> result() {
                return after(state, input);
            }
        };
    }

    private DayResult<Sums> after(Sums state, DayInput input) {
        final float[] sums = state.values().clone();
        for (Superobservation observation : input.observations()) {
            sums[0] += (float) observation.xco2Ppm();
            sums[1]++;
        }
        final AnalysisIdentity identity =
                new AnalysisIdentity(domain, AssimilationSystem.FILTER, input.day(), input.revision());
        final AnalysisField field = new AnalysisField(
                identity, "mean", "mean of all observations", "1e-6", "", new float[] {sums[0] / sums[1]});
        final DailyAnalysis analysis = new DailyAnalysis(
                identity,
                new DailyAnalysis.Sources(input.sources(), input.missingSensors(), input.standIns(Set.of()), Map.of()),
                new DailyAnalysis.Counts(
                        0, Map.of("assimilated", input.observations().size())),
                List.of(),
                List.of("mean"),
                new DailyAnalysis.Filter(1, 0, false, Double.NaN, List.of(), Map.of()));
        return new DayResult<>(
                new Sums(input.day().plusDays(1), sums),
                new DayProducts(List.of(), List.of(field), List.of(), analysis, List.of(), Optional.empty(), Map.of()));
    }

    @Override
    public int lagDays() {
        return 0;
    }
}
