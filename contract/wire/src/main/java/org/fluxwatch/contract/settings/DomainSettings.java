package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Sensor;

/// A model domain: place, levels, which sensors' days it waits for, what makes its analyses and what drives its model.
public record DomainSettings(
        LocalDate start,
        Set<Sensor> sensors,
        int patienceDays,
        GridSettings grid,
        List<Double> sigmaEdges,
        double topHpa,
        AssimilationSystem system,
        InputSettings inputs) {
    public enum GridKind {
        @JsonProperty("stereographic")
        STEREOGRAPHIC,
        @JsonProperty("lat-lon")
        LAT_LON
    }

    public record GridSettings(
            GridKind kind,
            int columns,
            int rows,
            double centreLatitude,
            double centreLongitude,
            double cellKm,
            double west,
            double south,
            double cellDegrees) {}

    public DomainSettings {
        sensors = java.util.Collections.unmodifiableSet(new TreeSet<>(sensors));
        Check.that(!sensors.isEmpty(), "domains.*.sensors", sensors, "at least one sensor");
        Check.that(
                sensors.stream().allMatch(Sensor::isSatellite),
                "domains.*.sensors",
                sensors,
                "satellites alone: stations are read from domains.*.inputs.stations.folder");
        Check.that(patienceDays >= 0, "domains.*.patience-days", patienceDays, "0 or more");
        try {
            gridOf(grid);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("domains.*.grid: " + e.getMessage(), e);
        }
        Check.that(
                system != AssimilationSystem.INVERSION || !gridOf(grid).isPeriodic(),
                "domains.*.system",
                "inversion",
                "filter where domains.*.grid goes round the earth: the inversion's particles know no seam and no pole");
        Check.that(topHpa > 0 && topHpa < 500, "domains.*.top-hpa", topHpa, "more than 0 and less than 500");
        try {
            new SigmaLevels(sigmaEdges, topHpa * 100);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("domains.*.sigma-edges: " + e.getMessage(), e);
        }
        sigmaEdges = List.copyOf(sigmaEdges);
    }

    /// The same domain waiting for other sensors.
    public DomainSettings withSensors(Set<Sensor> others) {
        return new DomainSettings(start, others, patienceDays, grid, sigmaEdges, topHpa, system, inputs);
    }

    /// The same domain on cells that are so many times smaller a side.
    public DomainSettings finer(int times) {
        if (times == 1) return this;
        final GridSettings fine = new GridSettings(
                grid.kind(),
                grid.columns() * times,
                grid.rows() * times,
                grid.centreLatitude(),
                grid.centreLongitude(),
                grid.cellKm() / times,
                grid.west(),
                grid.south(),
                grid.cellDegrees() / times);
        return new DomainSettings(start, sensors, patienceDays, fine, sigmaEdges, topHpa, system, inputs);
    }

    /// The horizontal grid. (Not named `grid()`, which is the settings of it.)
    public Grid modelGrid() {
        return gridOf(grid);
    }

    public SigmaLevels modelLevels() {
        return new SigmaLevels(sigmaEdges, topHpa * 100);
    }

    private static Grid gridOf(GridSettings grid) {
        return switch (grid.kind()) {
            case STEREOGRAPHIC ->
                new StereographicGrid(
                        grid.centreLatitude(), grid.centreLongitude(), grid.cellKm(), grid.columns(), grid.rows());
            case LAT_LON -> new LatLonGrid(grid.west(), grid.south(), grid.cellDegrees(), grid.columns(), grid.rows());
        };
    }
}
