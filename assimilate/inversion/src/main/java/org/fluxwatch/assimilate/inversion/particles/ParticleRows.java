package org.fluxwatch.assimilate.inversion.particles;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Makes rows from particles that go backwards from receptors in prepared hours.
///
/// Random numbers are counted by (seed, receptor, particle, step), and a receptor is one task: neither threads nor the
/// order of receptors change a bit. Not for use by several threads at once.
public final class ParticleRows {
    private final FlowLayout layout;
    private final int particles;
    private final int horizonHours;
    private final long seed;
    private final NumericsPool pool;
    private final Journey[] journeys;

    /// @param particles of a receptor
    /// @param horizonHours how far back they go
    /// @param seed of the random numbers
    /// @param pool threads to run on
    public ParticleRows(Grid grid, SigmaLevels levels, int particles, int horizonHours, long seed, NumericsPool pool) {
        if (particles < 1 || particles > 1 << 23)
            throw new IllegalArgumentException("particles are " + particles + ", expected 1 to " + (1 << 23));
        if (horizonHours < 1)
            throw new IllegalArgumentException("horizon is " + horizonHours + " h, expected 1 or more");
        this.layout = new FlowLayout(grid, levels);
        this.particles = particles;
        this.horizonHours = horizonHours;
        this.seed = seed;
        this.pool = pool;
        journeys = new Journey[pool.threads()];
        for (int worker = 0; worker < journeys.length; worker++) journeys[worker] = new Journey(layout);
    }

    /// Begins of the hours that a receptor needs and that are not there, ascending.
    public List<Instant> missing(Receptor receptor, FlowHours hours) {
        final List<Instant> missing = new ArrayList<>();
        for (long hour = Math.floorDiv(FlowSpan.begin(receptor, horizonHours), 3600L);
                3600 * hour < FlowSpan.end(receptor);
                hour++) if (hours.at(hour).isEmpty()) missing.add(Instant.ofEpochSecond(3600 * hour));
        return missing;
    }

    /// One trace a receptor, in their order. All hours must be there.
    public List<Trace> trace(List<Receptor> receptors, FlowHours hours) {
        return trace(receptors, receptor -> FlowSpan.begin(receptor, horizonHours), hours);
    }

    /// The same back to an instant, whatever the horizon.
    ///
    /// @param begin full quarter of an hour before all receptors
    public List<Trace> trace(List<Receptor> receptors, Instant begin, FlowHours hours) {
        return trace(receptors, _ -> begin.getEpochSecond(), hours);
    }

    private List<Trace> trace(List<Receptor> receptors, ToLongFunction<Receptor> begin, FlowHours hours) {
        final Trace[] traces = new Trace[receptors.size()];
        pool.forEach(traces.length, (index, worker) -> {
            final Receptor receptor = receptors.get(index);
            traces[index] = journeys[worker].trace(
                    receptor, particles, begin.applyAsLong(receptor), Draw.key(seed, receptor.id()), hours);
        });
        return List.of(traces);
    }
}
