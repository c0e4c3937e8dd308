package org.fluxwatch.assimilate.filter.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.model.PriorFlux.Natural;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.Innovation;

/// Collects a day's maps, hour by hour, and makes the product's fields of them.
final class DayFields {
    static final String FLUX_ANALYSIS = "flux_analysis";
    static final String FLUX_ANALYSIS_SPREAD = "flux_analysis_spread";
    static final String FLUX_INCREMENT = "flux_increment";
    static final String FLUX_BIOSPHERE_ANALYSIS = "flux_biosphere_analysis";
    static final String FLUX_OCEAN_ANALYSIS = "flux_ocean_analysis";

    private static final int HOURS = 24;

    private final AnalysisIdentity identity;
    private final Grid grid;
    private final SigmaLevels levels;
    private final Lanes lanes;
    private final double[] analysis;
    private final double[] variance;
    private final double[] control;
    private final double[] forecast;
    private final double[] increment;
    private final double[] pressure;
    private final double[] fossil;
    private final double[] fire;
    private final NumericsPool pool;
    private final double[][] columns;
    private final List<AnalysisField> fields = new ArrayList<>();

    /// @param pool threads to run on
    DayFields(AnalysisIdentity identity, Grid grid, SigmaLevels levels, Lanes lanes, NumericsPool pool) {
        this.pool = pool;
        this.identity = identity;
        this.grid = grid;
        this.levels = levels;
        this.lanes = lanes;
        final int cells = grid.cells();
        analysis = new double[cells];
        variance = new double[cells];
        control = new double[cells];
        forecast = new double[cells];
        increment = new double[cells];
        pressure = new double[cells];
        fossil = new double[cells];
        fire = new double[cells];
        columns = new double[pool.threads()][lanes.used()];
    }

    /// Means of the model's column, ppm, weighted by pressure thickness, into `columns[lane]`.
    private void column(float[] co2, int cell, double[] columns) {
        java.util.Arrays.fill(columns, 0);
        for (int k = 0; k < levels.nz(); k++) {
            final int element = (cell * levels.nz() + k) * lanes.stride();
            final double thickness = levels.thickness(k);
            for (int n = 0; n < columns.length; n++) columns[n] += thickness * co2[element + n];
        }
    }

    /// Before and after an hour's update: what the update changed.
    void beforeUpdate(float[] co2) {
        addMeanColumns(co2, -1);
    }

    void afterUpdate(float[] co2) {
        addMeanColumns(co2, 1);
    }

    private void addMeanColumns(float[] co2, int sign) {
        forEachColumn(co2, (c, column) -> increment[c] += sign * lanes.mean(column, 0));
    }

    @FunctionalInterface
    private interface ColumnUse {
        /// @param column of all lanes, ppm
        void take(int cell, double[] column);
    }

    private void forEachColumn(float[] co2, ColumnUse use) {
        pool.forEach(grid.ny(), (j, worker) -> {
            for (int c = grid.cell(0, j); c < grid.cell(0, j) + grid.nx(); c++) {
                column(co2, c, columns[worker]);
                use.take(c, columns[worker]);
            }
        });
    }

    /// At the end of every hour.
    void hour(float[] co2, float[] surfacePressurePa, float[] fossilFlux, float[] fireFlux) {
        forEachColumn(co2, (c, column) -> {
            final double spread = lanes.spread(column, 0);
            analysis[c] += lanes.mean(column, 0) / HOURS;
            variance[c] += spread * spread / HOURS;
            control[c] += column[lanes.control()] / HOURS;
            pressure[c] += surfacePressurePa[c] / (double) HOURS;
            fossil[c] += fossilFlux[c] / (double) HOURS;
            fire[c] += fireFlux[c] / (double) HOURS;
        });
    }

    /// At the end of every hour of FC's run.
    ///
    /// @param co2 of FC in the first lane, ppm `[cells * nz * stride]`
    void forecastHour(float[] co2, int stride) {
        for (int c = 0; c < grid.cells(); c++)
            for (int k = 0; k < levels.nz(); k++)
                forecast[c] += levels.thickness(k) * co2[(c * levels.nz() + k) * stride] / HOURS;
    }

    /// @param background natural flux of all lanes before the day's observations, µmol m-2 s-1 `[cells * stride]`
    /// @param analysed the same with them
    /// @param oceanPrior mean of the day of the prior's ocean, where it has that apart
    /// @param oceanAnalysis the ocean's part of the analysed mean, where it follows from the prior's
    List<AnalysisField> fields(
            float[] background,
            float[] analysed,
            Optional<Natural> oceanPrior,
            Optional<float[]> oceanAnalysis,
            List<Innovation> innovations) {
        fields.clear();
        final String flux = "umol m-2 s-1";
        final String mean = "time: mean";
        add(
                "flux_prior",
                "natural CO2 flux (biosphere and ocean) of the prior, positive to the air",
                flux,
                mean,
                lanes.lane(background, lanes.control()));
        add(
                "flux_prior_spread",
                "standard deviation of the natural CO2 flux over the members, before the day's observations",
                flux,
                "",
                spread(background));
        add(
                FLUX_ANALYSIS,
                "natural CO2 flux (biosphere and ocean), analysed, positive to the air",
                flux,
                mean,
                mean(analysed));
        add(
                FLUX_ANALYSIS_SPREAD,
                "standard deviation of the analysed natural CO2 flux over the members",
                flux,
                "",
                spread(analysed));
        add(
                FLUX_INCREMENT,
                "change of the natural CO2 flux by the day's observations, and by those of later days once smoothed",
                flux,
                mean,
                difference(mean(analysed), mean(background)));
        oceanPrior.ifPresent(ocean -> {
            final float[] prior = ocean.net();
            add(
                    "flux_biosphere_prior",
                    "CO2 flux of the biosphere, prior",
                    flux,
                    mean,
                    difference(lanes.lane(background, lanes.control()), prior));
            add("flux_ocean_prior", "CO2 flux of the ocean, prior", flux, mean, prior);
        });
        oceanAnalysis.ifPresent(ocean -> {
            add(
                    FLUX_BIOSPHERE_ANALYSIS,
                    "CO2 flux of the biosphere, analysed",
                    flux,
                    mean,
                    difference(mean(analysed), ocean));
            add(FLUX_OCEAN_ANALYSIS, "CO2 flux of the ocean, analysed", flux, mean, ocean);
        });
        add("flux_fossil", "fossil CO2 flux, not optimised", flux, mean, floats(fossil));
        add("flux_fire", "fire CO2 flux, not optimised", flux, mean, floats(fire));
        add(
                "xco2_analysis",
                "column mean dry-air mole fraction of CO2 up to the model top, analysed",
                "ppm",
                mean,
                floats(analysis));
        final double[] sd = new double[variance.length];
        for (int c = 0; c < sd.length; c++) sd[c] = Math.sqrt(variance[c]);
        add(
                "xco2_analysis_spread",
                "standard deviation of xco2_analysis over the members, root mean square of the hours",
                "ppm",
                "",
                floats(sd));
        add(
                "xco2_increment",
                "change of the column mean by the day's observations, sum over the hours",
                "ppm",
                "time: sum",
                floats(increment));
        add(
                "xco2_control",
                "column mean of the control lane: prior flux, no observations",
                "ppm",
                mean,
                floats(control));
        add(
                "xco2_forecast",
                "column mean of the forecast lane: analysed flux, concentrations not assimilated",
                "ppm",
                mean,
                floats(forecast));
        add("surface_pressure", "surface air pressure", "Pa", mean, floats(pressure));
        for (Innovation.Status status :
                List.of(Innovation.Status.ASSIMILATED, Innovation.Status.WITHHELD, Innovation.Status.GATED))
            add(
                    "observations_" + status.label(),
                    "superobservations " + status.label(),
                    "1",
                    "time: sum",
                    counts(innovations, status));
        return List.copyOf(fields);
    }

    /// Mean of the day so far.
    float[] fossil() {
        return floats(fossil);
    }

    /// Mean of the day so far.
    float[] fire() {
        return floats(fire);
    }

    private void add(String name, String longName, String units, String cellMethods, float[] values) {
        fields.add(new AnalysisField(identity, name, longName, units, cellMethods, values));
    }

    private float[] counts(List<Innovation> innovations, Innovation.Status status) {
        final float[] counts = new float[grid.cells()];
        for (Innovation innovation : innovations) {
            final Innovation.Position position = innovation.observation().position();
            if (innovation.status() == status) counts[grid.cellAt(position.latitude(), position.longitude())]++;
        }
        return counts;
    }

    private static float[] floats(double[] values) {
        final float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) floats[i] = (float) values[i];
        return floats;
    }

    static float[] difference(float[] a, float[] b) {
        final float[] difference = new float[a.length];
        for (int i = 0; i < a.length; i++) difference[i] = a[i] - b[i];
        return difference;
    }

    /// Of the members `[cells]`.
    float[] mean(float[] values) {
        final float[] field = new float[grid.cells()];
        for (int c = 0; c < field.length; c++) field[c] = (float) lanes.mean(values, c * lanes.stride());
        return field;
    }

    /// Standard deviation over the members `[cells]`.
    float[] spread(float[] values) {
        final float[] field = new float[grid.cells()];
        for (int c = 0; c < field.length; c++) field[c] = (float) lanes.spread(values, c * lanes.stride());
        return field;
    }
}
