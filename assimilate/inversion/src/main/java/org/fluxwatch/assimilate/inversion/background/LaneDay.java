package org.fluxwatch.assimilate.inversion.background;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.inversion.background.LaneRing.Factor;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.operator.StateWeights;
import org.fluxwatch.assimilate.model.transport.HourAir;

/// A day's observations and the lanes it opens. An observation is simulated at the end of its hour.
final class LaneDay {
    private static final int ELSEWHERE = -1;

    private final LaneRing ring;
    private final LaneState state;
    private final List<LaneObservation> observations;
    private final int[] hours;
    private final Map<Integer, Meteorology.Fields> air = new HashMap<>();
    private final double[][] ppm;
    private final StateWeights[] seen;
    private final List<Factor> opening = new ArrayList<>();
    private final int sampled;

    /// @param state its lanes of the day are opened
    LaneDay(LaneRing ring, LaneState state, List<LaneObservation> observations) {
        this.ring = ring;
        this.state = state;
        this.observations = List.copyOf(observations);
        hours = this.observations.stream().mapToInt(this::hour).toArray();
        ppm = new double[hours.length][ring.backgrounds.size()];
        seen = new StateWeights[hours.length];
        for (double[] values : ppm) Arrays.fill(values, Double.NaN);
        final long today = state.nextDay().toEpochDay();
        sumUp(today);
        open(today);
        sampled = oldest(state.opened());
    }

    /// Hour of the day that an observation falls in, or that it is outside the day or the domain.
    private int hour(LaneObservation observation) {
        final long second = observation.time().getEpochSecond()
                - LaneRing.midnight(state.nextDay()).getEpochSecond();
        final boolean inDay = second >= 0 && second < 86_400;
        return inDay && ring.grid.cellAt(observation.latitude(), observation.longitude()) >= 0
                ? (int) (second / 3600)
                : ELSEWHERE;
    }

    private Instant time(int hour) {
        return LaneRing.midnight(state.nextDay()).plusSeconds(3600L * hour);
    }

    /// The meteorology of a full hour; those before it are let go when it is the hour's turn.
    Meteorology.Fields air(int hour) {
        return air.computeIfAbsent(hour, at -> ring.meteorology.at(time(at)));
    }

    private StateWeights weights(LaneObservation observation, int hour) {
        return ring.operator.at(
                observation.operator(),
                observation.latitude(),
                observation.longitude(),
                new HourAir(ring.levels, air(hour + 1)));
    }

    /// The day's observations against the global fields; those that are withheld, as stations are, teach nothing.
    private void sumUp(long today) {
        for (int b = 0; b < ring.backgrounds.size(); b++) InitialFactors.clear(state.sums(), b, today);
        if (ring.backgrounds.stream().noneMatch(LaneRing.LaneBackground::scaled)) return;
        for (int o : ordered()) {
            final LaneObservation observation = observations.get(o);
            if (hours[o] == ELSEWHERE || observation.withheld()) continue;
            final StateWeights weights = weights(observation, hours[o]);
            final double[] simulated = ring.fields.simulated(
                    time(hours[o] + 1), weights, air(hours[o] + 1).surfacePressurePa());
            final double observed = observation.observed().ppm() - weights.constantPpm();
            for (int b = 0; b < simulated.length; b++)
                if (ring.backgrounds.get(b).scaled())
                    InitialFactors.add(state.sums(), b, today, observed, simulated[b]);
        }
    }

    /// By time, then id, so that no order of arrival changes a bit of the sums.
    private int[] ordered() {
        return IntStream.range(0, hours.length)
                .boxed()
                .sorted(Comparator.comparing((Integer o) -> observations.get(o).time())
                        .thenComparing(o -> observations.get(o).id()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void open(long today) {
        final int place = ring.layout.place(today);
        state.opened()[place] = Math.toIntExact(today);
        for (int b = 0; b < ring.backgrounds.size(); b++) {
            final Factor factor =
                    ring.backgrounds.get(b).scaled() ? InitialFactors.of(state.sums(), b, today) : new Factor(1, 0, 0);
            opening.add(factor);
            state.factors()[ring.layout.first(b) + place] = factor.value();
        }
        ring.fields.open(place, time(0), air(0).surfacePressurePa(), state);
    }

    private static int oldest(int[] opened) {
        int oldest = -1;
        for (int place = 0; place < opened.length; place++)
            if (opened[place] != LaneLayout.NOT_OPEN && (oldest < 0 || opened[place] < opened[oldest])) oldest = place;
        return oldest;
    }

    /// Simulates the hour's observations; it has run.
    void sample(int hour) {
        final double[] all = new double[ring.layout.lanes()];
        for (int o = 0; o < hours.length; o++) {
            if (hours[o] != hour) continue;
            seen[o] = weights(observations.get(o), hour);
            seen[o].apply(state.co2(), ring.layout.stride(), all.length, all, 0);
            for (int b = 0; b < ppm[o].length; b++) ppm[o][b] = all[ring.layout.first(b) + sampled];
        }
        air.remove(hour);
    }

    double[][] ppm() {
        return ppm;
    }

    Optional<LaneRing.Seen> seen(int observation) {
        return Optional.ofNullable(seen[observation])
                .map(weights -> new LaneRing.Seen(time(hours[observation] + 1), weights));
    }

    LocalDate opened() {
        return LocalDate.ofEpochDay(state.opened()[sampled]);
    }

    double[] factors() {
        final double[] factors = new double[ring.backgrounds.size()];
        for (int b = 0; b < factors.length; b++) factors[b] = state.factors()[ring.layout.first(b) + sampled];
        return factors;
    }

    List<Factor> opening() {
        return List.copyOf(opening);
    }
}
