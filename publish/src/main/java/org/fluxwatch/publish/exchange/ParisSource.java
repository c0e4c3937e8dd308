package org.fluxwatch.publish.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.publish.daily.CfVariable;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.daily.StoredGrid;
import org.fluxwatch.publish.totals.Members;

/// Months out of the files of either system, on one grid of latitude and longitude.
final class ParisSource {
    /// Kilometres of a degree of latitude, and the steps that cells of the new grid come in.
    private static final double DEGREE_KM = 111.2;

    private static final double STEP_DEGREES = 0.25;

    private final AssimilationSystem system;
    private final LatLonGrid grid;
    private final Optional<Regridding> regridding;

    /// @param like a file with the grid that all must have
    ParisSource(AssimilationSystem system, Path like) throws IOException {
        this.system = system;
        final Grid own = grid(DailyFile.readGrid(like));
        switch (own) {
            case LatLonGrid regular -> {
                grid = regular;
                regridding = Optional.empty();
            }
            case StereographicGrid plane -> {
                final double degrees = Math.max(1, Math.rint(plane.cellKm() / DEGREE_KM / STEP_DEGREES)) * STEP_DEGREES;
                grid = LatLonGrid.covering(plane, degrees);
                regridding = Optional.of(new Regridding(plane, grid));
            }
        }
    }

    private static Grid grid(StoredGrid stored) {
        final int nx = stored.x().length;
        final int ny = stored.y().length;
        final double cell = (stored.x()[nx - 1] - stored.x()[0]) / (nx - 1);
        if (stored.mapping().equals("stereographic"))
            return new StereographicGrid(stored.originLatitude(), stored.originLongitude(), cell / 1e3, nx, ny);
        return new LatLonGrid(stored.x()[0] - 0.5 * cell, stored.y()[0] - 0.5 * cell, cell, nx, ny);
    }

    LatLonGrid grid() {
        return grid;
    }

    boolean isRegridded() {
        return regridding.isPresent();
    }

    /// @param members of the same month, where there is such a file
    ParisMonth read(YearMonth month, Path file, Optional<Path> members) throws IOException {
        try (ClassicParts open = ClassicParts.open(file)) {
            final double[] prior;
            final double[] posterior;
            final double[] priorSpread;
            final double[] posteriorSpread;
            switch (system) {
                case FILTER -> {
                    prior = sum(open, "flux_prior", "flux_fossil", "flux_fire");
                    posterior = sum(open, "flux_analysis", "flux_fossil", "flux_fire");
                    priorSpread = missing(); // members before a day's observations hold those of earlier days
                    posteriorSpread = isRegridded() ? ofMembers(members) : known(open, "flux_analysis_spread");
                }
                case INVERSION -> {
                    prior = known(open, "flux_net_prior");
                    posterior = known(open, "flux_net_posterior");
                    priorSpread = known(open, "flux_net_prior_uncertainty");
                    posteriorSpread = known(open, "flux_net_posterior_uncertainty");
                }
                default -> throw new IllegalStateException("system " + system);
            }
            final ParisMonth.Totals totals = totals(open);
            return new ParisMonth(
                    month.atDay(1),
                    month.plusMonths(1).atDay(1),
                    prior,
                    posterior,
                    priorSpread,
                    posteriorSpread,
                    totals,
                    covariance(open, totals.regions().length));
        }
    }

    private double[] missing() {
        return missing(grid.cells());
    }

    private static double[] missing(int count) {
        final double[] missing = new double[count];
        Arrays.fill(missing, Double.NaN);
        return missing;
    }

    private double[] known(ClassicParts file, String name) throws IOException {
        return file.has(name) ? field(file, name) : missing();
    }

    /// Flux that is not there is none.
    private double[] sum(ClassicParts file, String... names) throws IOException {
        final double[] sum = new double[grid.cells()];
        for (String name : names)
            if (file.has(name)) {
                final double[] part = field(file, name);
                for (int c = 0; c < sum.length; c++) sum[c] += part[c];
            }
        return sum;
    }

    private double[] field(ClassicParts file, String name) throws IOException {
        final float[] stored = file.floats(name);
        final double[] values = new double[stored.length];
        for (int c = 0; c < values.length; c++) values[c] = stored[c] == CfVariable.FLOAT_FILL ? Double.NaN : stored[c];
        return regridding.isPresent() ? regridding.get().apply(values) : values;
    }

    /// The spread of a mean over cells is that of the members' own means, not a mean of spreads.
    private double[] ofMembers(Optional<Path> members) throws IOException {
        if (members.isEmpty() || !Files.exists(members.get()) || regridding.isEmpty()) return missing();
        try (ClassicParts file = ClassicParts.open(members.get())) {
            final float[] stored = file.floats("flux_analysis");
            final int nMembers = file.shape("flux_analysis")[3];
            final List<double[]> regridded = new ArrayList<>();
            for (int n = 0; n < nMembers; n++) {
                final double[] ofMember = new double[stored.length / nMembers];
                for (int c = 0; c < ofMember.length; c++) {
                    final float value = stored[c * nMembers + n];
                    ofMember[c] = value == CfVariable.FLOAT_FILL ? Double.NaN : value;
                }
                regridded.add(regridding.get().apply(ofMember));
            }
            final double[] spread = new double[grid.cells()];
            final double[] ofCell = new double[nMembers];
            for (int c = 0; c < spread.length; c++) {
                for (int n = 0; n < nMembers; n++) ofCell[n] = regridded.get(n)[c];
                spread[c] = Members.spread(ofCell);
            }
            return spread;
        }
    }

    private ParisMonth.Totals totals(ClassicParts file) throws IOException {
        if (!file.has("region_name"))
            return new ParisMonth.Totals(new String[0], new double[0], new double[0], new double[0], new double[0]);
        final String[] names = file.texts("region_name").toArray(String[]::new);
        return switch (system) {
            case FILTER -> {
                final double[] other = values(file, "region_flux_fossil");
                final double[] fire = values(file, "region_flux_fire");
                for (int r = 0; r < other.length; r++) other[r] += fire[r];
                yield new ParisMonth.Totals(
                        names,
                        plus(values(file, "region_flux_prior"), other),
                        plus(values(file, "region_flux_analysis"), other),
                        missing(names.length),
                        values(file, "region_flux_analysis_spread"));
            }
            case INVERSION ->
                new ParisMonth.Totals(
                        names,
                        values(file, "region_flux_net_prior"),
                        values(file, "region_flux_net_posterior"),
                        values(file, "region_flux_net_prior_uncertainty"),
                        values(file, "region_flux_net_posterior_uncertainty"));
        };
    }

    private static double[] plus(double[] values, double[] others) {
        for (int n = 0; n < values.length; n++) values[n] += others[n];
        return values;
    }

    private static double[] values(ClassicParts file, String name) throws IOException {
        final double[] values = file.doubles(name);
        for (int n = 0; n < values.length; n++) if (values[n] == CfVariable.DOUBLE_FILL) values[n] = Double.NaN;
        return values;
    }

    private static double[][] covariance(ClassicParts file, int count) throws IOException {
        final double[][] covariance = new double[count][count];
        if (count == 0) return covariance;
        final double[] stored = values(file, "region_flux_covariance");
        for (int i = 0; i < count; i++) covariance[i] = Arrays.copyOfRange(stored, i * count, (i + 1) * count);
        return covariance;
    }

    /// Shares of cells that lie in each region `[regions][cells]`; NaN where the file has no masks.
    double[][] fractions(Path file, int count) throws IOException {
        final double[][] fractions = new double[count][];
        Arrays.setAll(fractions, _ -> missing());
        try (ClassicParts open = ClassicParts.open(file)) {
            if (!open.has("region_mask")
                    || !(open.values("region_mask")
                            instanceof org.fluxwatch.contract.netcdf.classic.ClassicValues.Shorts(short[] stored)))
                return fractions;
            final int cells = stored.length / count;
            for (int r = 0; r < count; r++) {
                final double[] shares = new double[cells];
                for (int c = 0; c < cells; c++) {
                    final short packed = stored[r * cells + c];
                    shares[c] = packed < 0 ? Double.NaN : packed * 1e-4;
                }
                fractions[r] = regridding.isPresent() ? regridding.get().apply(shares) : shares;
            }
            return fractions;
        }
    }
}
