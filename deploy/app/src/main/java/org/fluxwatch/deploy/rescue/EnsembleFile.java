package org.fluxwatch.deploy.rescue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.assimilate.stream.DomainState;
import org.fluxwatch.assimilate.stream.port.StateArray;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AssimilationSystem;

/// The states that version 0.1.0 wrote, all of them ensembles.
/// ```
/// co2(cell, layer, lane)            dry-air mole fraction, ppm; lanes: members, control, forecast
/// flux_rows(cell, flux_row, lane)   the flux forecast's rows
/// flux_memory(memory)               what else it remembers
/// ```
final class EnsembleFile {
    static final String FORMAT = "fluxwatch-state-1";

    private EnsembleFile() {}

    static DomainState read(ClassicFile file, Path path, Map<String, byte[]> held) throws IOException {
        final int cells = file.shape("co2")[0];
        final int layers = StateFile.number(file, path, "layers");
        final int members = StateFile.number(file, path, "members");
        final int fluxRows = StateFile.number(file, path, "flux_rows_per_cell");
        final int lanes = members + 2;
        final float[] memory = file.has("flux_memory") ? file.floats("flux_memory") : new float[0];
        return new DomainState(
                StateFile.text(file, path, "domain"),
                AssimilationSystem.FILTER,
                LocalDate.parse(StateFile.text(file, path, "next_day")),
                StateFile.number(file, path, "revisions"),
                "",
                new TreeMap<>(Map.of(
                        "grid", StateFile.text(file, path, "grid"),
                        "members", members,
                        "cells", cells,
                        "nz", layers,
                        "fluxRows", fluxRows,
                        "memory", memory.length)),
                List.of(
                        new StateArray(
                                "co2",
                                "ppm",
                                List.of("cell", "layer", "lane"),
                                List.of(cells, layers, lanes),
                                lanes,
                                file.floats("co2")),
                        new StateArray(
                                "flux",
                                "",
                                List.of("cell", "flux_row", "lane"),
                                List.of(cells, fluxRows, lanes),
                                lanes,
                                file.floats("flux_rows")),
                        new StateArray("memory", "", List.of("memory"), List.of(memory.length), 1, memory)),
                new TreeMap<>(),
                held);
    }
}
