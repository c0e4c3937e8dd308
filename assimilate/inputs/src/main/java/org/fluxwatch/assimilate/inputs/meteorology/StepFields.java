package org.fluxwatch.assimilate.inputs.meteorology;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.inputs.StepIndex.Step;
import org.fluxwatch.contract.netcdf.GridFile;

/// The fields of one time, their files open.
final class StepFields implements AutoCloseable {
    private final Instant step;
    private final Map<Field, Step<TimedFiles.Header>> sources;
    private final CellWeights weights;
    private final Map<Path, GridFile> files = new HashMap<>();

    StepFields(Instant step, Map<Field, Step<TimedFiles.Header>> sources, CellWeights weights) {
        this.step = step;
        this.sources = sources;
        this.weights = weights;
    }

    boolean has(Field field) {
        return sources.containsKey(field);
    }

    /// Over the cells.
    SourceField field(Field field) {
        return field(field, CellWeights.Targets.CELLS);
    }

    SourceField field(Field field, CellWeights.Targets targets) {
        final Step<TimedFiles.Header> source =
                Objects.requireNonNull(sources.get(field), () -> field.name() + " at " + step + " was not asked for");
        final GridFile file = files.computeIfAbsent(source.path(), GridFile::open);
        final String variable = Objects.requireNonNull(
                        source.file().header().fields().get(field), () -> source.path() + " has no " + field.name())
                .variable();
        return new SourceField(field, GeoVariable.of(file, variable), source.index(), step, weights, targets);
    }

    @Override
    public void close() {
        files.values().forEach(GridFile::close);
    }
}
