package org.fluxwatch.assimilate.filter.system;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.filter.cycle.FluxForecasts;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.filter.forecast.FluxForecast;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.stream.port.StateArray;
import org.fluxwatch.assimilate.stream.port.StateFormat;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.AssimilateSettings;
import org.fluxwatch.contract.settings.DomainSettings;

/// How an ensemble is written and read.
/// ```
/// co2(cell, layer, lane)          dry-air mole fraction, ppm; lanes: members, control, forecast
/// flux(cell, flux_row, lane)      the flux forecast's rows
/// memory(memory)                  what else it remembers
/// ```
///
/// @param place grid and levels in words, so that an ensemble of another place is not taken for this one
/// @param fluxRows rows a cell of the flux forecast's state
/// @param memory length of its memory
public record FilterStateFormat(String place, Lanes lanes, int cells, int nz, int fluxRows, int memory)
        implements StateFormat<FilterState> {
    public static FilterStateFormat of(DomainSettings domain, AssimilateSettings settings) {
        final Grid grid = domain.modelGrid();
        final SigmaLevels levels = domain.modelLevels();
        return of(
                grid,
                levels,
                new Lanes(settings.ensemble().members()),
                FluxForecasts.of(grid, levels, settings, NumericsPool.CALLER));
    }

    static FilterStateFormat of(Grid grid, SigmaLevels levels, Lanes lanes, FluxForecast forecast) {
        return new FilterStateFormat(
                grid + ", " + levels, lanes, grid.cells(), levels.nz(), forecast.rows(), forecast.memoryLength());
    }

    @Override
    public AssimilationSystem system() {
        return AssimilationSystem.FILTER;
    }

    @Override
    public SortedMap<String, Object> shape() {
        return new TreeMap<>(Map.of(
                "grid", place,
                "members", lanes.members(),
                "cells", cells,
                "nz", nz,
                "fluxRows", fluxRows,
                "memory", memory));
    }

    @Override
    public void write(FilterState state, Writer out) {
        arrays(state.ensemble()).forEach(out::array);
    }

    @Override
    public FilterState read(LocalDate nextDay, Reader in) {
        final EnsembleState ensemble = new EnsembleState(
                lanes,
                nextDay,
                new float[cells * nz * lanes.stride()],
                new float[cells * fluxRows * lanes.stride()],
                new float[memory]);
        arrays(ensemble).forEach(in::fill);
        return new FilterState(ensemble);
    }

    private List<StateArray> arrays(EnsembleState ensemble) {
        return List.of(
                new StateArray(
                        "co2",
                        "ppm",
                        List.of("cell", "layer", "lane"),
                        List.of(cells, nz, lanes.used()),
                        lanes.stride(),
                        ensemble.co2()),
                new StateArray(
                        "flux",
                        "",
                        List.of("cell", "flux_row", "lane"),
                        List.of(cells, fluxRows, lanes.used()),
                        lanes.stride(),
                        ensemble.fluxRows()),
                new StateArray("memory", "", List.of("memory"), List.of(memory), 1, ensemble.fluxMemory()));
    }
}
