package org.fluxwatch.assimilate.inversion.system;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.inversion.cells.CellRow;
import org.fluxwatch.assimilate.inversion.cells.FluxCells;
import org.fluxwatch.assimilate.inversion.particles.ParticleRows;
import org.fluxwatch.assimilate.inversion.particles.Receptor;
import org.fluxwatch.assimilate.inversion.particles.Trace;
import org.fluxwatch.assimilate.inversion.ring.HourRing;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.Meteorology;

/// Rows from particles in the domain's winds.
final class ParticleSource implements RowSource {
    private final Meteorology meteorology;
    private final HourRing hours;
    private final ParticleRows particles;
    private final FluxCells cells;
    private final int batch;
    private final String description;

    /// @param batch rows a slice
    ParticleSource(
            Meteorology meteorology,
            HourRing hours,
            ParticleRows particles,
            FluxCells cells,
            int batch,
            String description) {
        this.meteorology = meteorology;
        this.hours = hours;
        this.particles = particles;
        this.cells = cells;
        this.batch = batch;
        this.description = description;
    }

    /// The first hour, of those from one time to another, that is not prepared.
    private Optional<Instant> absent(Instant begin, Instant end) {
        for (Instant hour = begin; hour.isBefore(end); hour = hour.plusSeconds(3600))
            if (hours.at(Math.floorDiv(hour.getEpochSecond(), 3600L)).isEmpty()) return Optional.of(hour);
        return Optional.empty();
    }

    @Override
    public List<String> missing(Instant begin, Instant end) {
        return absent(begin, end).map(from -> meteorology.missing(from, end)).orElse(List.of());
    }

    @Override
    public boolean prepare(Instant begin, Instant end) {
        final Optional<Instant> absent = absent(begin, end);
        absent.ifPresent(hour -> hours.prepare(meteorology.at(hour), meteorology.at(hour.plusSeconds(3600))));
        return absent.isPresent();
    }

    @Override
    public List<Answer> rows(List<Asked> asked, Instant begin) {
        final List<Receptor> receptors = asked.stream()
                .map(one -> new Receptor(one.id(), one.seen().time(), one.seen().weights()))
                .toList();
        final List<Answer> answers = new ArrayList<>();
        for (Trace trace : particles.trace(receptors, begin, hours))
            answers.add(new Answer.Made(
                    CellRow.ofModel(trace.row(), cells, Row.bin(begin)),
                    trace.row().ends().lost()));
        return answers;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public String description() {
        return description;
    }
}
