package org.fluxwatch.assimilate.inputs.flux;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.settings.InputSettings.FluxCategory;
import org.fluxwatch.contract.settings.InputSettings.PriorSettings;

/// The sum of inventories and models of fluxes by category. Of each natural term, such as net exchange, respiration or
/// photosynthesis, what is positive in a cell and hour counts as release and what is negative as uptake.
public final class FilePriorFlux implements PriorFlux {
    private final Grid grid;
    private final List<FluxSource> sources;

    public FilePriorFlux(Grid grid, PriorSettings settings) {
        this.grid = grid;
        final Regrids regrids = new Regrids(grid);
        sources = settings.sources().entrySet().stream()
                .map(source -> new FluxSource(source.getKey(), source.getValue(), regrids))
                .toList();
    }

    @Override
    public synchronized Fields at(Instant hour) {
        final double[] release = new double[grid.cells()];
        final double[] uptake = new double[grid.cells()];
        final double[] oceanRelease = new double[grid.cells()];
        final double[] oceanUptake = new double[grid.cells()];
        final double[] fossil = new double[grid.cells()];
        final double[] fire = new double[grid.cells()];
        for (FluxSource source : sources)
            for (double[] term : source.at(hour))
                switch (source.category()) {
                    case BIOSPHERE -> addNatural(term, release, uptake);
                    case OCEAN -> {
                        addNatural(term, release, uptake);
                        addNatural(term, oceanRelease, oceanUptake);
                    }
                    case FOSSIL -> add(term, fossil);
                    case FIRE -> add(term, fire);
                }
        final boolean apart = sources.stream().anyMatch(source -> source.category() == FluxCategory.OCEAN);
        return new Fields(
                floats(release),
                floats(uptake),
                floats(fossil),
                floats(fire),
                apart ? Optional.of(new Natural(floats(oceanRelease), floats(oceanUptake))) : Optional.empty());
    }

    private static void addNatural(double[] term, double[] release, double[] uptake) {
        for (int cell = 0; cell < term.length; cell++) {
            release[cell] += Math.max(term[cell], 0);
            uptake[cell] += Math.min(term[cell], 0);
        }
    }

    private static void add(double[] term, double[] sum) {
        for (int cell = 0; cell < sum.length; cell++) sum[cell] += term[cell];
    }

    private static float[] floats(double[] values) {
        final float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) floats[i] = (float) values[i];
        return floats;
    }

    /// Means of hours: nothing is needed of the hour that begins at the last time.
    @Override
    public synchronized List<String> missing(Instant from, Instant to) {
        final Instant end = to.isAfter(from) ? to : from.plusSeconds(1);
        final List<String> missing = new ArrayList<>();
        for (FluxSource source : sources) missing.addAll(source.missing(from, end));
        return missing;
    }

    @Override
    public synchronized String description(LocalDate day) {
        return String.join(
                "; ", sources.stream().map(source -> source.description(day)).toList());
    }
}
