package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.particles.ParticleRows;
import org.fluxwatch.assimilate.inversion.particles.Receptor;
import org.fluxwatch.assimilate.inversion.particles.Trace;
import org.fluxwatch.assimilate.inversion.ring.HourRing;
import org.fluxwatch.assimilate.inversion.row.EndPoints;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.assimilate.model.operator.StateOperator;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.HourAir;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.deploy.twin.TruthStatistics;

/// How the twin's observations answer to what is random about the truth: a row of particles in the true winds for each,
/// back to the domain's start, at most 20 days.
final class TrueRows {
    private static final int PARTICLES = 5_000;
    private static final int HORIZON_HOURS = 20 * 24;
    private static final long SEED = 1;

    private final Grid grid;
    private final SigmaLevels levels;
    private final Instant start;
    private final TruthStatistics statistics;
    private final NumericsPool pool;

    /// What one observation answers to.
    ///
    /// @param flux flux variables, ppm
    /// @param air variables of inflow and begin, ppm
    /// @param departure what the true fluxes of this world add to the prior's, ppm
    record Answer(Superobservation observation, double[] flux, double[] air, double departure) {}

    TrueRows(DomainSettings domain, TruthStatistics statistics, NumericsPool pool) {
        grid = domain.modelGrid();
        levels = domain.modelLevels();
        start = domain.start().atStartOfDay(ZoneOffset.UTC).toInstant();
        this.statistics = statistics;
        this.pool = pool;
    }

    /// Answers of observations, in their order; none of those in the first hour.
    ///
    /// @param observations by rising time
    /// @param folder for the ring of prepared hours, deleted in the end
    List<Answer> of(List<Superobservation> observations, Path folder) throws IOException {
        final Path file = folder.resolve("true-winds.ring");
        final List<Answer> answers = new ArrayList<>();
        try {
            final HourRing ring =
                    new HourRing(file, grid, levels, HORIZON_HOURS / 24 + 2, "true winds of the twin", pool);
            final Map<Instant, List<Superobservation>> hours = new TreeMap<>();
            for (Superobservation observation : observations)
                hours.computeIfAbsent(end(observation.time()), _ -> new ArrayList<>())
                        .add(observation);
            Instant prepared = start;
            for (Map.Entry<Instant, List<Superobservation>> hour : hours.entrySet()) {
                ring.prepare(statistics.winds(), prepared, hour.getKey());
                prepared = hour.getKey();
                answers.addAll(ofHour(hour.getKey(), hour.getValue(), ring));
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return answers;
    }

    /// The first full hour that particles of a time do not go beyond, whose air the observation meets.
    private static Instant end(Instant time) {
        return time.plusSeconds(450 + 3599).truncatedTo(ChronoUnit.HOURS);
    }

    private List<Answer> ofHour(Instant end, List<Superobservation> observations, HourRing ring) {
        final int hours =
                (int) Math.min(HORIZON_HOURS, Duration.between(start, end).toHours() - 1);
        if (hours < 1) return List.of();
        final HourAir air = new HourAir(levels, statistics.winds().at(end));
        final StateOperator operator = new StateOperator(grid, levels);
        final List<Receptor> receptors = observations.stream()
                .map(observation -> new Receptor(
                        observation.id(),
                        observation.time(),
                        operator.at(
                                new ObservationOperator.Column(observation.column()),
                                observation.latitude(),
                                observation.longitude(),
                                air)))
                .toList();
        final List<Trace> traces = new ParticleRows(grid, levels, PARTICLES, hours, SEED, pool).trace(receptors, ring);
        final List<Answer> answers = new ArrayList<>();
        for (int o = 0; o < traces.size(); o++)
            answers.add(answer(observations.get(o), traces.get(o).row()));
        return answers;
    }

    private Answer answer(Superobservation observation, Row row) {
        final double[] flux = new double[statistics.fluxVariables()];
        final double[] air = new double[statistics.airVariables()];
        double departure = 0;
        for (int entry = 0; entry < row.size(); entry++) {
            final double value = row.ppmPerFlux()[entry];
            statistics.addFlux(row.bins()[entry], row.cells()[entry], value, flux);
            departure += value * statistics.fluxError(row.bins()[entry], row.cells()[entry]);
        }
        final EndPoints ends = row.ends();
        for (int e = 0; e < ends.size(); e++)
            statistics.addAir(
                    ends.latitude()[e],
                    ends.longitude()[e],
                    ends.pressurePa()[e],
                    ends.time()[e],
                    ends.weight()[e],
                    air);
        return new Answer(observation, flux, air, departure);
    }
}
