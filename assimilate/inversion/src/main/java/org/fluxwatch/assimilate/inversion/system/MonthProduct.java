package org.fluxwatch.assimilate.inversion.system;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.cells.FluxCells;
import org.fluxwatch.assimilate.inversion.cells.PriorMonth;
import org.fluxwatch.assimilate.inversion.cells.RegionAverages;
import org.fluxwatch.assimilate.inversion.solve.Fit;
import org.fluxwatch.assimilate.inversion.solve.MonthPosterior;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;
import org.fluxwatch.contract.record.Sensor;

/// A month as it goes out.
///
/// @param prior of the month
/// @param posterior of its increment
/// @param observations of its days, simulated
/// @param chiSquare of their innovations; NaN without any, or where it is not known any more
/// @param finished no further observation has a say in it
record MonthProduct(
        InversionModel model,
        AnalysisIdentity identity,
        PriorMonth prior,
        MonthPosterior posterior,
        MonthObservations observations,
        double chiSquare,
        boolean finished) {
    private static final String FLUX = "umol m-2 s-1";
    private static final String MEAN = "area: mean time: mean";

    static double chiSquare(Fit fit) {
        return switch (fit) {
            case Fit.OfObservations of -> of.chiSquare();
            case Fit.NoObservations _ -> Double.NaN;
        };
    }

    MonthEstimate estimate() {
        final List<Double> offsets = new ArrayList<>();
        for (int o = 0; o < model.layout().offsets(); o++) offsets.add(posterior.offset(o));
        final List<DailyAnalysis.Granule> granules = new ArrayList<>();
        final SortedMap<Sensor, List<LocalDate>> missing = new TreeMap<>();
        for (KeptDay day : observations.days()) {
            granules.addAll(day.granules());
            for (Sensor sensor : day.missing())
                missing.computeIfAbsent(sensor, _ -> new ArrayList<>()).add(day.day());
        }
        return new MonthEstimate(
                prior.month(),
                observations.days().size(),
                finished,
                observations.used(),
                observations.unused(),
                chiSquare,
                posterior.degreesOfFreedom(),
                offsets,
                observations.lostShare(),
                totals(),
                covariance(),
                observations.scores(),
                granules,
                missing);
    }

    private List<RegionTotal> totals() {
        final RegionAverages regions = model.regions();
        final double[] net = prior.meanNet();
        final List<RegionTotal> totals = new ArrayList<>();
        for (int r = 0; r < regions.names().size(); r++) {
            final double priorNet = regions.total(r, net);
            totals.add(new RegionTotal(
                    regions.names().get(r),
                    regions.areaKm2(r),
                    regions.total(r, prior.fossil()),
                    regions.total(r, prior.fire()),
                    priorNet,
                    Math.sqrt(posterior.priorCovariance()[r][r]),
                    priorNet + posterior.totals()[r],
                    Math.sqrt(posterior.covariance()[r][r])));
        }
        return totals;
    }

    private List<List<Double>> covariance() {
        final List<List<Double>> rows = new ArrayList<>();
        for (double[] row : posterior.covariance()) {
            final List<Double> values = new ArrayList<>();
            for (double value : row) values.add(value);
            rows.add(values);
        }
        return rows;
    }

    /// @param suffix of the fields' names
    List<AnalysisField> fields(String suffix) {
        final FluxCells cells = model.cells();
        final double[] net = prior.meanNet();
        final double[] increment = posterior.cellIncrement();
        final int count = cells.count();
        final double[] natural = new double[count];
        final double[] after = new double[count];
        final double[] naturalAfter = new double[count];
        final double[] kernel = new double[count];
        for (int c = 0; c < count; c++) {
            natural[c] = net[c] - prior.fossil()[c];
            after[c] = net[c] + increment[c];
            naturalAfter[c] = natural[c] + increment[c];
            for (int part = 0; part < model.layout().parts(); part++)
                kernel[c] =
                        Math.max(kernel[c], posterior.kernel()[model.layout().column(part, c)]);
        }
        final List<AnalysisField> fields = new ArrayList<>();
        add(fields, suffix, "flux_net_prior", "net CO2 flux to the air before the observations", FLUX, net);
        add(
                fields,
                suffix,
                "flux_net_prior_uncertainty",
                "standard deviation of flux_net_prior",
                FLUX,
                posterior.cellPriorDeviation());
        add(fields, suffix, "flux_net_posterior", "net CO2 flux to the air with the observations", FLUX, after);
        add(
                fields,
                suffix,
                "flux_net_posterior_uncertainty",
                "standard deviation of flux_net_posterior",
                FLUX,
                posterior.cellDeviation());
        add(fields, suffix, "flux_natural_prior", "flux_net_prior minus fossil", FLUX, natural);
        add(fields, suffix, "flux_natural_posterior", "flux_net_posterior minus fossil", FLUX, naturalAfter);
        add(fields, suffix, "flux_fossil", "fossil CO2 flux, part of the prior", FLUX, prior.fossil());
        add(fields, suffix, "flux_fire", "CO2 flux of fires, part of the prior", FLUX, prior.fire());
        add(
                fields,
                suffix,
                "uncertainty_reduction",
                "1 minus posterior by prior standard deviation of the net flux",
                "1",
                posterior.uncertaintyReduction());
        add(fields, suffix, "averaging_kernel", "diagonal of the averaging kernel", "1", kernel);
        fields.add(new AnalysisField(
                identity,
                "observation_count" + suffix,
                "observations used in the cell",
                "1",
                "area: sum time: sum",
                observations.counts()));
        return fields;
    }

    private void add(
            List<AnalysisField> fields, String suffix, String name, String longName, String units, double[] values) {
        fields.add(new AnalysisField(
                identity, name + suffix, longName, units, MEAN, model.cells().onGrid(values)));
    }
}
