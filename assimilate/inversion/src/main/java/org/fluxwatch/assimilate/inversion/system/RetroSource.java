package org.fluxwatch.assimilate.inversion.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.inversion.cells.CellRow;
import org.fluxwatch.assimilate.inversion.cells.FluxCells;
import org.fluxwatch.assimilate.inversion.retro.RetroRows;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.Meteorology;

/// Rows from the transport model run backwards.
final class RetroSource implements RowSource {
    /// Rows made at once: as many lanes as the transport model carries well.
    private static final int BATCH = 64;

    private final Meteorology meteorology;
    private final RetroRows rows;
    private final FluxCells cells;

    RetroSource(Meteorology meteorology, RetroRows rows, FluxCells cells) {
        this.meteorology = meteorology;
        this.rows = rows;
        this.cells = cells;
    }

    @Override
    public List<String> missing(Instant begin, Instant end) {
        return meteorology.missing(begin, end);
    }

    @Override
    public boolean prepare(Instant begin, Instant end) {
        return false;
    }

    /// All are followed for as long as the latest: what is too far back is left out of each.
    @Override
    public List<Answer> rows(List<Asked> asked, Instant begin) {
        long hours = 0;
        final List<RetroRows.Receptor> receptors = new ArrayList<>();
        for (Asked one : asked) {
            hours = Math.max(hours, Duration.between(begin, one.seen().time()).toHours());
            receptors.add(new RetroRows.Receptor(
                    one.id(), one.seen().time(), one.seen().weights()));
        }
        final List<Answer> answers = new ArrayList<>();
        for (Row row : rows.rows(receptors, Math.toIntExact(hours)))
            answers.add(new Answer.Made(CellRow.ofModel(row, cells, Row.bin(begin)), 0));
        return answers;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public String description() {
        return "transport model backwards";
    }
}
