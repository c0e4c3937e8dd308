package org.fluxwatch.assimilate.inputs.flux;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.model.regrid.ConservativeRegrid;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.text.Messages;

/// A netCDF file with fluxes on latitude and longitude, perhaps with times, in any order. A further dimension can
/// only be that of plant functional types, as SiB4 has it: values are then weighted by the shares in `pft_area`.
final class CfFluxFile implements FluxFile {
    private static final String SHARES = "pft_area";
    private static final double SHARE_ROUNDING = 0.01;

    private final Header header;
    private final Map<FluxTerm, FluxUnits> units;

    private CfFluxFile(Header header, Map<FluxTerm, FluxUnits> units) {
        this.header = header;
        this.units = Map.copyOf(units);
    }

    /// @param named the period that the file's name says
    /// @param countsDown whether settings turn the sign
    /// @throws InputException when variables, units, axes or times are not those of fluxes
    static CfFluxFile of(Path path, FluxLayout layout, Optional<Interval> named, boolean countsDown) {
        try (GridFile file = GridFile.open(path)) {
            final List<FluxTerm> terms = layout.terms(file);
            final Map<FluxTerm, FluxUnits> units = new HashMap<>();
            List<Interval> intervals = List.of();
            CellEdges cells = null;
            for (FluxTerm term : terms) {
                final GeoVariable field = GeoVariable.of(file, term.variable());
                requireUpward(field.variable(), countsDown || term.sign() < 0);
                if (field.nLevels() > 1 && !file.has(SHARES))
                    throw field.variable()
                            .wrong("has the dimensions " + field.variable().dimensions() + " "
                                    + Arrays.toString(field.variable().shape())
                                    + ", expected latitude, longitude and perhaps time");
                units.put(term, units(field.variable(), layout));
                final List<Interval> ofTerm = TimeAxis.of(field, named);
                final CellEdges edges = edges(field);
                if (cells != null && !(edges.equals(cells) && ofTerm.equals(intervals)))
                    throw field.variable()
                            .wrong("has other cells or times than "
                                    + terms.getFirst().variable() + ", expected the same");
                intervals = ofTerm;
                cells = edges;
            }
            return new CfFluxFile(
                    new Header(path, intervals, Objects.requireNonNull(cells, "a sum of no terms"), terms), units);
        }
    }

    private static void requireUpward(GridVariable variable, boolean turned) {
        final boolean down = variable.text("positive").filter("down"::equals).isPresent()
                || variable.text("standard_name").orElse("").contains("_downward_");
        if (down && !turned)
            throw variable.wrong(
                    "counts the flux to the ground positive, expected a scale below 0 that turns the sign");
    }

    private static FluxUnits units(GridVariable variable, FluxLayout layout) {
        try {
            return FluxUnits.of(
                    layout.units().orElse(variable.units()),
                    Substance.named(variable).or(layout::substance));
        } catch (IllegalArgumentException e) {
            throw variable.wrong(Messages.of(e));
        }
    }

    private static CellEdges edges(GeoVariable field) {
        field.grid(); // checks the axes
        return CellEdges.ofCentres(field.latitudes(), field.longitudes());
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public double[] read(FluxTerm term, int interval, ConservativeRegrid regrid) {
        final Window window = regrid.window();
        try (GridFile file = GridFile.open(path())) {
            final GeoVariable field = GeoVariable.of(file, term.variable());
            final double[] values =
                    field.nLevels() > 1 ? weighted(file, field, interval, window) : field.doubles(interval, 0, window);
            final FluxUnits its = Objects.requireNonNull(units.get(term), () -> term + " is none of " + path());
            final double factor = factor(field.variable(), its, intervals().get(interval));
            for (int at = 0; at < values.length; at++) values[at] *= factor;
            if (its.perCell()) for (int at = 0; at < values.length; at++) values[at] /= regrid.sourceAreaM2(at);
            return values;
        }
    }

    private static double factor(GridVariable variable, FluxUnits units, Interval interval) {
        try {
            return units.factor(interval);
        } catch (IllegalArgumentException e) {
            throw variable.wrong(Messages.of(e));
        }
    }

    /// `Σ_p a_p f_p`, a being shares of the cell's area that add up to 1, or to 0 where there is no land.
    private static double[] weighted(GridFile file, GeoVariable field, int interval, Window window) {
        final GeoVariable shares = GeoVariable.of(file, SHARES);
        if (shares.nTimes() != 1 && shares.nTimes() != field.nTimes())
            throw shares.variable()
                    .wrong("has " + shares.nTimes() + " times, expected one or the " + field.nTimes() + " of "
                            + field.variable().name());
        final float[] values = field.floats(interval, 0, field.nLevels(), window);
        final float[] share =
                shares.floats(shares.nTimes() == field.nTimes() ? interval : 0, 0, shares.nLevels(), window);
        if (share.length != values.length)
            throw shares.variable()
                    .wrong("has " + shares.nLevels() + " types, expected the " + field.nLevels() + " of "
                            + field.variable().name());
        final double[] sum = new double[window.size()];
        for (int at = 0; at < sum.length; at++) {
            double area = 0;
            for (int from = at; from < values.length; from += sum.length) {
                if (!(share[from] > 0)) continue; // a missing share is none
                area += share[from];
                sum[at] += (double) share[from] * values[from];
            }
            if (area == 0) sum[at] = Double.NaN;
            else if (Math.abs(area - 1) > SHARE_ROUNDING)
                throw shares.variable()
                        .wrong("adds up to " + area + " in a cell, expected 1, or 0 where there is no land");
        }
        return sum;
    }
}
