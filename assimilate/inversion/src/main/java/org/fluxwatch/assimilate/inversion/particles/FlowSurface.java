package org.fluxwatch.assimilate.inversion.particles;

import java.util.Optional;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// The surface pressure of prepared hours.
public final class FlowSurface {
    private final FlowLayout layout;
    private final FlowHours hours;

    public FlowSurface(Grid grid, SigmaLevels levels, FlowHours hours) {
        layout = new FlowLayout(grid, levels);
        this.hours = hours;
    }

    /// At the begin of the hour that holds a time, or of the one before where that is not there: the last
    /// air of a span is the end of its last hour. Pa; empty when neither is there.
    ///
    /// @param seconds since 1970-01-01T00Z
    public Optional<Double> pressurePa(long seconds, int cell) {
        final long number = Math.floorDiv(seconds, 3600L);
        return hours.at(number).or(() -> hours.at(number - 1)).map(hour -> of(hour, cell));
    }

    private double of(FlowHour hour, int cell) {
        final int nx = layout.grid().nx();
        final double mass = hour.word(layout.at(layout.column(cell % nx, cell / nx), 0) + FlowLayout.MASS);
        final double layerPa = mass * Constants.GRAVITY / layout.grid().areaM2(cell);
        return layout.levels().topPa() + layerPa / layout.levels().thickness(0);
    }
}
