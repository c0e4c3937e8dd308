package org.fluxwatch.publish.daily;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.FluxShares;
import org.fluxwatch.contract.record.Innovation;

/// What each observation has added to the regions' natural fluxes of its day and of days before, along `observation`,
/// `days_back` and `region`. Left out where it is not known: of analyses of schema 5 and before.
final class ShareVariables {
    private static final String NAME = "obs_share";
    private static final String DAYS_BACK = "days_back";
    private static final String REGION = "region";

    private ShareVariables() {}

    static List<CfVariable> of(List<Innovation> innovations, List<RegionFlux> regions) {
        if (regions.isEmpty() || !areKnown(innovations)) return List.of();
        final int days = innovations.stream()
                .mapToInt(innovation -> shares(innovation).values().length / regions.size())
                .max()
                .orElse(1);
        final int[] daysBack = new int[Math.max(1, days)];
        Arrays.setAll(daysBack, n -> n);
        return List.of(
                shares(innovations, daysBack.length, regions.size()),
                CfVariable.ints(DAYS_BACK, DAYS_BACK, daysBack)
                        .described("days from the day whose flux is changed to that of the observation", "1"),
                CfVariable.texts(
                                "region_name",
                                REGION,
                                regions.stream().map(RegionFlux::region).toList())
                        .with("long_name", "name of the region"));
    }

    /// Whether all that were assimilated say what they have added.
    private static boolean areKnown(List<Innovation> innovations) {
        return innovations.stream()
                .noneMatch(innovation -> innovation.status() == Innovation.Status.ASSIMILATED
                        && shares(innovation).isEmpty());
    }

    private static FluxShares shares(Innovation innovation) {
        return innovation.ofFilter().shares();
    }

    private static CfVariable shares(List<Innovation> innovations, int days, int regions) {
        final float[] values = new float[innovations.size() * days * regions];
        Arrays.fill(values, CfVariable.FLOAT_FILL);
        for (int n = 0; n < innovations.size(); n++) {
            final float[] own = shares(innovations.get(n)).values();
            if (own.length != 0 && own.length != days * regions)
                throw new IllegalArgumentException(innovations.get(n).identity() + " has " + own.length
                        + " shares of observation "
                        + innovations.get(n).observation().id() + ", expected " + days + " days of " + regions
                        + " regions");
            System.arraycopy(own, 0, values, n * days * regions, own.length);
        }
        return CfVariable.of(
                        NAME,
                        ObservationVariables.DIMENSION + " " + DAYS_BACK + " " + REGION,
                        new int[] {innovations.size(), days, regions},
                        new ClassicValues.Floats(values))
                .with("_FillValue", new ClassicValues.Floats(new float[] {CfVariable.FLOAT_FILL}))
                .described("share of the observation in the increment of the region's natural flux", "Tg d-1")
                .with("comment", "mass of carbon: TgC per day, mean of the day; missing where not assimilated");
    }

    /// By observation; none of those that were not assimilated, and of all where the file does not say.
    static List<FluxShares> read(ClassicFile file, int observations) {
        final List<FluxShares> read = new ArrayList<>();
        final int[] shape = file.has(NAME) ? file.shape(NAME) : new int[] {0, 0, 0};
        final float[] values = shape[0] == 0 ? new float[0] : file.floats(NAME);
        final int each = shape[1] * shape[2];
        for (int n = 0; n < observations; n++)
            read.add(
                    values.length == 0 || values[n * each] == CfVariable.FLOAT_FILL
                            ? FluxShares.NONE
                            : new FluxShares(Arrays.copyOfRange(values, n * each, (n + 1) * each)));
        return read;
    }
}
