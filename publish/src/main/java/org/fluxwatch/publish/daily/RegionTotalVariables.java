package org.fluxwatch.publish.daily;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;

/// Fluxes of regions, mean over a month, with the covariance of their posterior. Without regions all is left out.
final class RegionTotalVariables {
    private RegionTotalVariables() {}

    static List<CfVariable> of(MonthEstimate estimate) {
        final List<RegionTotal> regions = estimate.regions();
        if (regions.isEmpty()) return List.of();
        final List<CfVariable> variables =
                new ArrayList<>(RegionVariables.names(regions, RegionTotal::region, RegionTotal::areaKm2));
        variables.addAll(List.of(
                flux(regions, "region_flux_net_prior", "net, prior", RegionTotal::priorNet),
                flux(
                        regions,
                        "region_flux_net_prior_uncertainty",
                        "standard deviation of the prior",
                        RegionTotal::priorNetSpread),
                flux(regions, "region_flux_net_posterior", "net, posterior", RegionTotal::posteriorNet),
                flux(
                        regions,
                        "region_flux_net_posterior_uncertainty",
                        "standard deviation of the posterior",
                        RegionTotal::posteriorNetSpread),
                flux(
                        regions,
                        "region_flux_natural_prior",
                        "natural (net without fossil), prior",
                        RegionTotal::priorNatural),
                flux(
                        regions,
                        "region_flux_natural_posterior",
                        "natural (net without fossil), posterior",
                        RegionTotal::posteriorNatural),
                flux(regions, "region_flux_fossil", "fossil fuel", RegionTotal::fossil),
                flux(regions, "region_flux_fire", "fire, of the prior", RegionTotal::fire),
                covariance(estimate.covariance())));
        return variables;
    }

    private static CfVariable flux(
            List<RegionTotal> regions, String name, String what, ToDoubleFunction<RegionTotal> value) {
        return RegionVariables.flux(
                regions,
                name,
                "surface flux of carbon, positive to the air: " + what,
                "mass of carbon: TgC per day, mean over the month",
                value);
    }

    /// It does not name `region_name` as its coordinate: CDO cannot join files with one that does.
    private static CfVariable covariance(List<List<Double>> covariance) {
        final int count = covariance.size();
        final double[] values = covariance.stream()
                .flatMapToDouble(row -> row.stream().mapToDouble(v -> Double.isNaN(v) ? CfVariable.DOUBLE_FILL : v))
                .toArray();
        return CfVariable.of(
                        "region_flux_covariance",
                        "time region other_region",
                        new int[] {1, count, count},
                        new ClassicValues.Doubles(values))
                .with("_FillValue", CfVariable.DOUBLE_FILL)
                .described(
                        "covariance of the regions' posterior totals; other_region is in the order of region",
                        "Tg2 d-2");
    }

    static List<RegionTotal> read(ClassicFile file) {
        final List<RegionTotal> regions = new ArrayList<>();
        if (!file.has("region_name")) return regions;
        final List<String> names = file.texts("region_name");
        final double[] area = NetcdfRead.doubles(file, "region_area");
        final double[] fossil = NetcdfRead.doubles(file, "region_flux_fossil");
        final double[] fire = NetcdfRead.doubles(file, "region_flux_fire");
        final double[] prior = NetcdfRead.doubles(file, "region_flux_net_prior");
        final double[] priorSpread = NetcdfRead.doubles(file, "region_flux_net_prior_uncertainty");
        final double[] posterior = NetcdfRead.doubles(file, "region_flux_net_posterior");
        final double[] posteriorSpread = NetcdfRead.doubles(file, "region_flux_net_posterior_uncertainty");
        for (int n = 0; n < names.size(); n++)
            regions.add(new RegionTotal(
                    names.get(n),
                    area[n],
                    fossil[n],
                    fire[n],
                    prior[n],
                    priorSpread[n],
                    posterior[n],
                    posteriorSpread[n]));
        return regions;
    }

    static List<List<Double>> readCovariance(ClassicFile file) {
        final List<List<Double>> covariance = new ArrayList<>();
        if (!file.has("region_flux_covariance")) return covariance;
        final double[] values = NetcdfRead.doubles(file, "region_flux_covariance");
        final int count = file.texts("region_name").size();
        for (int n = 0; n < count; n++)
            covariance.add(
                    Arrays.stream(values, n * count, (n + 1) * count).boxed().toList());
        return covariance;
    }
}
