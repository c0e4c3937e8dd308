package org.fluxwatch.assimilate.inversion.system;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.inversion.background.LaneObservation;
import org.fluxwatch.assimilate.inversion.background.LaneRing;
import org.fluxwatch.assimilate.inversion.background.LaneRing.Seen;
import org.fluxwatch.assimilate.inversion.cells.CellRow;
import org.fluxwatch.assimilate.inversion.cells.PriorMonth;
import org.fluxwatch.assimilate.inversion.solve.RowSums;
import org.fluxwatch.assimilate.inversion.system.RowSource.Answer;
import org.fluxwatch.assimilate.inversion.system.RowSource.Asked;
import org.fluxwatch.assimilate.model.operator.DayStations;
import org.fluxwatch.assimilate.model.operator.ObservationError;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.assimilate.stream.port.DayProducts;
import org.fluxwatch.assimilate.stream.port.DayResult;
import org.fluxwatch.assimilate.stream.port.DaySystem;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.ObservationRow;

/// A day of the inversion: hours are prepared, lanes are carried through them, rows are made a few at a time, the
/// month is solved.
final class InversionDay implements DaySystem.DayRun<InversionState> {
    static final String OUTSIDE_DOMAIN = "outside-domain";
    static final String OUTSIDE_DAY = "outside-day";

    private static final Comparator<LaneObservation> ORDER = Comparator.comparing(LaneObservation::time)
            .thenComparing(one -> one.observed().source())
            .thenComparing(LaneObservation::id);

    private final InversionModel model;
    private final InversionState before;
    private final DayInput input;
    private final AnalysisIdentity identity;
    private final DayStations stations;
    private final List<LaneObservation> observations;
    private final LaneRing.Run lanes;
    private final Instant opened;
    private final List<Integer> wanted = new ArrayList<>();
    private final SortedMap<Integer, ObservationRow> made = new TreeMap<>();
    private boolean prepared;
    private int answered;
    private Optional<Estimates> estimates = Optional.empty();

    /// @param stationErrorPpm of stations, what the model does not resolve
    InversionDay(
            InversionModel model, InversionState state, DayInput input, DayStations stations, double stationErrorPpm) {
        this.model = model;
        this.before = state;
        this.input = input;
        this.stations = stations;
        identity = new AnalysisIdentity(model.domain(), AssimilationSystem.INVERSION, input.day(), input.revision());
        observations = Stream.concat(
                        satellites().sorted(ORDER), ofStations(stationErrorPpm).sorted(ORDER))
                .toList();
        lanes = model.ring().begin(state.lanes(), observations);
        opened = InversionModel.midnight(model.opened(input.day()));
    }

    private Stream<LaneObservation> satellites() {
        final ObservationError error = model.observationError();
        return input.observations().stream()
                .map(observation -> LaneObservation.of(observation, error.ppm(observation)));
    }

    private Stream<LaneObservation> ofStations(double errorPpm) {
        return stations.observations().stream().map(observation -> LaneObservation.of(observation, errorPpm));
    }

    @Override
    public boolean finished() {
        return estimates.isPresent();
    }

    @Override
    public void step() {
        try {
            if (!prepared)
                prepared = !model.source()
                        .prepare(opened, InversionModel.midnight(input.day().plusDays(1)));
            else if (!lanes.finished()) {
                lanes.step();
                if (lanes.finished()) want();
            } else if (answered < wanted.size()) answer();
            else solve();
        } catch (InputException e) {
            throw InversionSystem.missing(e);
        }
    }

    /// Observations that were simulated want rows; the others have none.
    private void want() {
        for (int o = 0; o < observations.size(); o++)
            if (lanes.seen(o).isPresent()) wanted.add(o);
            else made.put(o, without(o, isOfDay(observations.get(o)) ? OUTSIDE_DOMAIN : OUTSIDE_DAY, 0));
    }

    private boolean isOfDay(LaneObservation observation) {
        return !observation.time().isBefore(identity.begin())
                && observation
                        .time()
                        .isBefore(InversionModel.midnight(input.day().plusDays(1)));
    }

    private void answer() {
        final List<Integer> batch = wanted.subList(
                answered, Math.min(wanted.size(), answered + model.source().batch()));
        final List<Asked> asked = new ArrayList<>();
        for (int o : batch) asked.add(new Asked(observations.get(o), seen(o)));
        final List<Answer> answers = model.source().rows(asked, opened);
        for (int n = 0; n < answers.size(); n++) {
            final int o = batch.get(n);
            made.put(
                    o,
                    switch (answers.get(n)) {
                        case Answer.None none -> without(o, none.reason(), 0);
                        case Answer.Made row -> summed(o, row);
                    });
        }
        answered += batch.size();
    }

    private Seen seen(int observation) {
        return lanes.seen(observation).orElseThrow();
    }

    private ObservationRow summed(int o, Answer.Made made) {
        final RowSums sums = model.sums(YearMonth.from(input.day()));
        final CellRow row = made.row();
        final double[] offsets = new double[model.layout().offsets()];
        Arrays.fill(offsets, 1);
        final LaneObservation observation = observations.get(o);
        return switch (sums.of(
                observation.id(),
                observation.time(),
                row.bins(),
                row.cells(),
                row.ppmPerFlux(),
                offsets,
                0, // rows do not depend on it
                1)) {
            case RowSums.Outcome.Usable usable ->
                row(o, made, sums, usable.row().columns(), usable.row().values());
            case RowSums.Outcome.Rejected rejected
            when rejected.reason() == RowSums.Reason.NOTHING_SEEN && observation.ofStation() ->
                // it says nothing of the fluxes, but its background is held against it like any other's
                row(o, made, sums, model.layout().laterOffsetColumns(), offsets);
            case RowSums.Outcome.Rejected rejected ->
                without(o, rejected.reason().label(), made.lostShare());
        };
    }

    private ObservationRow row(int o, Answer.Made made, RowSums sums, int[] columns, double[] values) {
        final float[] stored = new float[values.length];
        for (int c = 0; c < stored.length; c++) stored[c] = (float) values[c];
        return row(o, simulated(made.row(), sums), made.lostShare(), "", columns, stored);
    }

    private ObservationRow without(int o, String reason, double lostShare) {
        return row(o, Map.of(), lostShare, reason, new int[0], new float[0]);
    }

    private ObservationRow row(
            int o,
            Map<String, Double> simulated,
            double lostShare,
            String unusedBecause,
            int[] columns,
            float[] values) {
        final LaneObservation observation = observations.get(o);
        return new ObservationRow(
                identity,
                observation.observed(),
                observation.withheld(),
                backgrounds(o),
                simulated,
                lostShare,
                unusedBecause,
                columns,
                values);
    }

    private SortedMap<String, Double> simulated(CellRow row, RowSums sums) {
        final YearMonth month = YearMonth.from(input.day());
        final SortedMap<String, Double> simulated = new TreeMap<>();
        for (String name : model.estimated().priors()) {
            final PriorMonth earlier = model.estimated().prior(name, month.minusMonths(1));
            final PriorMonth later = model.estimated().prior(name, month);
            simulated.put(name, sums.simulated(row.bins(), row.cells(), row.ppmPerFlux(), earlier.net(), later.net()));
        }
        return simulated;
    }

    private SortedMap<String, Double> backgrounds(int o) {
        final SortedMap<String, Double> backgrounds = new TreeMap<>();
        final double[] ppm = lanes.ppm()[o];
        for (int b = 0; b < ppm.length; b++)
            if (Double.isFinite(ppm[b])) backgrounds.put(model.ring().names().get(b), ppm[b]);
        return backgrounds;
    }

    private void solve() {
        final SortedMap<LocalDate, KeptDay> days = new TreeMap<>(before.days());
        days.put(input.day(), new KeptDay(input.day(), rows(), input.sources(), input.missingSensors()));
        estimates = Optional.of(new Estimates(model, identity, days, before.closed()));
    }

    private List<ObservationRow> rows() {
        return List.copyOf(made.values());
    }

    @Override
    public DayResult<InversionState> result() {
        final Estimates done = estimates.orElseThrow(() -> new IllegalStateException(identity + " has not run"));
        final SortedMap<String, Integer> rejected = new TreeMap<>(stations.faults());
        final List<ObservationRow> rows = rows();
        for (ObservationRow row : rows)
            if (!row.unusedBecause().isEmpty()) rejected.merge(row.unusedBecause(), 1, Integer::sum);
        return new DayResult<>(
                new InversionState(lanes.state(), done.keep(), done.closed()),
                new DayProducts(
                        done.innovations(),
                        done.fields(),
                        List.of(),
                        new Closing(model, input, stations, identity).of(done, rows),
                        rows,
                        Optional.empty(),
                        rejected));
    }
}
