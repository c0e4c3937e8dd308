package org.fluxwatch.assimilate.inputs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fluxwatch.assimilate.inputs.station.StationFiles;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.ModelInput;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.operator.StationObservation;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.settings.InputSettings;
import org.fluxwatch.contract.text.Messages;

/// Looks at all that a domain's days need, as a run would: whether it is there, can be read, covers the domain and has
/// sane values. It reads every hour of every day.
public final class InputCheck {
    private static final int BOUNDARY_STEP_HOURS = 3;

    private final Grid grid;
    private final SigmaLevels levels;
    private final Made<Meteorology> meteorology;
    private final Made<PriorFlux> prior;
    private final Made<GlobalCo2> boundary;
    private final Made<List<Region>> regions;
    private final Made<StationFiles> stations;

    /// What could be made from the settings, or why not.
    ///
    /// @param it empty where there is trouble
    /// @param trouble empty where there is none
    private record Made<T>(Optional<T> it, String trouble) {
        static <T> Made<T> of(Supplier<T> made) {
            try {
                return new Made<>(Optional.of(made.get()), "");
            } catch (InputException e) {
                return new Made<>(Optional.empty(), Messages.of(e));
            }
        }
    }

    public enum State {
        OK,
        MISSING,
        UNUSABLE
    }

    /// @param input meteorology, prior, boundary, stations
    /// @param what values where it is ok, else what is wrong, a line each
    public record Finding(String input, LocalDate day, State state, List<String> what) {}

    /// @param boundaryCells stations nearer to the domain's edge than this are left out
    /// @param pool helps to read
    public InputCheck(Grid grid, SigmaLevels levels, InputSettings settings, int boundaryCells, NumericsPool pool) {
        this.grid = grid;
        this.levels = levels;
        meteorology =
                Made.of(() -> ModelInputs.meteorology(grid, levels, settings.meteorology(), Optional.empty(), pool));
        prior = Made.of(() -> ModelInputs.prior(grid, settings.prior()));
        boundary = Made.of(() -> ModelInputs.boundary(grid, settings.boundary()));
        regions = Made.of(() -> ModelInputs.regions(settings));
        stations = Made.of(() -> StationFiles.of(settings.stations(), grid, boundaryCells));
    }

    /// What is wrong with the regions that fluxes are summed over, which no day is run without.
    public Optional<String> troubleWithRegions() {
        return Optional.of(regions.trouble()).filter(trouble -> !trouble.isEmpty());
    }

    /// What is found of a day, one finding an input.
    public List<Finding> day(LocalDate day) {
        final Finding winds = finding("meteorology", day, meteorology, it -> meteorology(it, day));
        final boolean hasPressure = winds.state() == State.OK;
        final List<Finding> findings = new ArrayList<>();
        findings.add(winds);
        findings.add(finding("prior", day, prior, it -> prior(it, day)));
        findings.add(finding("boundary", day, boundary, it -> boundary(it, day, hasPressure)));
        if (stations.it().isEmpty())
            findings.add(new Finding("stations", day, State.UNUSABLE, List.of(stations.trouble())));
        else if (stations.it().get().areThere())
            findings.add(new Finding(
                    "stations", day, State.OK, stations(stations.it().get(), day)));
        return List.copyOf(findings);
    }

    /// Whatever is wrong with a station stops no day.
    private static List<String> stations(StationFiles stations, LocalDate day) {
        final List<StationObservation> observations = stations.ofDay(day);
        final String leftOut = stations.takeFaults().entrySet().stream()
                .filter(fault -> fault.getValue() > 0)
                .map(fault -> fault.getValue() + " " + fault.getKey())
                .collect(Collectors.joining(", "));
        return List.of(
                observations.size() + " observations in the domain"
                        + (leftOut.isEmpty() ? "" : "; left out: " + leftOut),
                stations.description(observations));
    }

    private static Instant hour(LocalDate day, int hour) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(hour));
    }

    private static <T extends ModelInput> Finding finding(
            String name, LocalDate day, Made<T> made, Function<T, String> values) {
        if (made.it().isEmpty()) return new Finding(name, day, State.UNUSABLE, List.of(made.trouble()));
        final T input = made.it().get();
        try {
            final List<String> missing = input.missing(hour(day, 0), hour(day, 24));
            if (!missing.isEmpty()) return new Finding(name, day, State.MISSING, List.copyOf(missing));
            final String found = values.apply(input);
            return new Finding(name, day, State.OK, List.of(found, input.description(day)));
        } catch (InputException e) {
            return new Finding(name, day, State.UNUSABLE, List.of(e.getMessage()));
        }
    }

    /// Least and greatest of what has been seen, and whether all of it lies within what is sane.
    private static final class Seen {
        private final SaneRange range;
        private float least = Float.POSITIVE_INFINITY;
        private float greatest = Float.NEGATIVE_INFINITY;

        Seen(SaneRange range) {
            this.range = range;
        }

        void add(float[] values, Instant time) {
            range.check(values, time + " on the model's grid");
            for (float value : values) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }

        String text(double factor, String units) {
            return String.format(Locale.ROOT, "%.4g to %.4g %s", least * factor, greatest * factor, units);
        }
    }

    private static String meteorology(Meteorology meteorology, LocalDate day) {
        final Seen pressure = new Seen(SaneRange.SURFACE_PRESSURE);
        final Seen wind = new Seen(SaneRange.WIND);
        final Seen temperature = new Seen(SaneRange.TEMPERATURE);
        final Seen humidity = new Seen(SaneRange.SPECIFIC_HUMIDITY);
        final Seen depth = new Seen(SaneRange.BOUNDARY_LAYER_HEIGHT);
        final Seen friction = new Seen(SaneRange.FRICTION_VELOCITY);
        final Seen heat = new Seen(SaneRange.SENSIBLE_HEAT_FLUX);
        for (int h = 0; h <= 24; h++) {
            final Instant time = hour(day, h);
            final Meteorology.Fields fields = meteorology.at(time);
            pressure.add(fields.surfacePressurePa(), time);
            switch (fields.winds()) {
                case Meteorology.Winds.AtCells(float[] u, float[] v) -> {
                    wind.add(u, time);
                    wind.add(v, time);
                }
                case Meteorology.Winds.OnFaces(float[] x, float[] y) -> {
                    wind.add(x, time);
                    wind.add(y, time);
                }
            }
            temperature.add(fields.temperatureK(), time);
            humidity.add(fields.specificHumidity(), time);
            depth.add(fields.boundaryLayerHeightM(), time);
            friction.add(fields.frictionVelocity(), time);
            heat.add(fields.sensibleHeatFlux(), time);
        }
        return String.join(
                ", ",
                "surface pressure " + pressure.text(0.01, "hPa"),
                "wind " + wind.text(1, "m/s"),
                "temperature " + temperature.text(1, "K"),
                "humidity " + humidity.text(1e3, "g/kg"),
                "boundary layer " + depth.text(1, "m"),
                "u* " + friction.text(1, "m/s"),
                "heat flux " + heat.text(1, "W/m2"));
    }

    private String prior(PriorFlux prior, LocalDate day) {
        final Seen seen = new Seen(SaneRange.FLUX);
        final double[] tgC = new double[4];
        for (int h = 0; h < 24; h++) {
            final Instant time = hour(day, h);
            final PriorFlux.Fields fields = prior.at(time);
            final List<float[]> parts = List.of(fields.release(), fields.uptake(), fields.fossil(), fields.fire());
            for (int part = 0; part < parts.size(); part++) {
                seen.add(parts.get(part), time);
                for (int cell = 0; cell < grid.cells(); cell++)
                    tgC[part] += parts.get(part)[cell] * grid.areaM2(cell) * Constants.TGC_PER_DAY / 24;
            }
        }
        return String.format(
                Locale.ROOT,
                "domain total release %.3f, uptake %.3f, fossil %.3f, fire %.3f TgC/day; %s",
                tgC[0],
                tgC[1],
                tgC[2],
                tgC[3],
                seen.text(1, "umol/m2/s"));
    }

    /// Around the domain every three hours, and all of it at midnight; on standard pressure where winds lack.
    private String boundary(GlobalCo2 boundary, LocalDate day, boolean hasPressure) {
        final Seen seen = new Seen(SaneRange.CO2);
        for (int h = 0; h <= 24; h += BOUNDARY_STEP_HOURS) {
            final Instant time = hour(day, h);
            final float[] pressure =
                    hasPressure ? meteorology.it().orElseThrow().at(time).surfacePressurePa() : standardPa();
            for (int cell : h == 0 ? all() : outermost()) {
                final double[] ppm = new double[levels.nz()];
                boundary.profile(time, grid.latitude(cell), grid.longitude(cell), levels, pressure[cell], ppm);
                final float[] single = new float[ppm.length];
                for (int k = 0; k < ppm.length; k++) single[k] = (float) ppm[k];
                seen.add(single, time);
            }
        }
        return "CO2 " + seen.text(1, "ppm");
    }

    private float[] standardPa() {
        final float[] pressure = new float[grid.cells()];
        Arrays.fill(pressure, (float) SigmaLevels.STANDARD_PA);
        return pressure;
    }

    private int[] all() {
        return java.util.stream.IntStream.range(0, grid.cells()).toArray();
    }

    private int[] outermost() {
        final List<Integer> cells = new ArrayList<>();
        for (int cell = 0; cell < grid.cells(); cell++) if (grid.cellsToBoundary(cell) == 0) cells.add(cell);
        return cells.stream().mapToInt(Integer::intValue).toArray();
    }
}
