package org.fluxwatch.publish.totals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.publish.daily.DamagedProductException;
import org.fluxwatch.publish.daily.FilterFiles;

/// The region totals out of a day's file, of any version, and nothing else of it.
final class TotalsReader {
    private TotalsReader() {}

    /// @throws DamagedProductException when it is no day's file of fluxwatch, or not as it was written
    /// @throws IOException when the disk does not give the file
    static DayTotals read(Path path) throws IOException {
        try (ClassicParts file = ClassicParts.open(path)) {
            final int version = (int) file.number("format_version").orElse(0);
            if (version > FilterFiles.FORMAT_VERSION)
                throw new IllegalArgumentException("it is of a newer version of fluxwatch, its format_version is "
                        + version + ", expected " + FilterFiles.FORMAT_VERSION + " or less");
            return new DayTotals(
                    LocalDate.parse(file.text("day").orElseThrow(() -> missing("day"))),
                    (int) file.number("revision").orElseThrow(() -> missing("revision")),
                    file.has("spin_up") && file.bytes("spin_up")[0] != 0,
                    file.has("spin_up"),
                    regions(file));
        } catch (InputException
                | IllegalArgumentException
                | java.time.DateTimeException
                | IndexOutOfBoundsException e) {
            throw new DamagedProductException(path, String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalArgumentException missing(String attribute) {
        return new IllegalArgumentException(
                "there is no global attribute " + attribute + ", expected a daily product of fluxwatch");
    }

    private static List<RegionDay> regions(ClassicParts file) throws IOException {
        final List<RegionDay> regions = new ArrayList<>();
        if (!file.has("region_name")) return regions;
        final List<String> names = file.texts("region_name");
        final int count = names.size();
        final double[] area = PartValues.of(file, "region_area", count);
        final double[] prior = PartValues.of(file, "region_flux_prior", count);
        final double[] priorSpread = PartValues.of(file, "region_flux_prior_spread", count);
        final double[] analysis = PartValues.of(file, "region_flux_analysis", count);
        final double[] analysisSpread = PartValues.of(file, "region_flux_analysis_spread", count);
        final double[] fossil = orMissing(file, "region_flux_fossil", count);
        final double[] fire = orMissing(file, "region_flux_fire", count);
        final double[] background = members(file, "region_flux_prior_members");
        final double[] members = members(file, "region_flux_analysis_members");
        final int nMembers = members.length / Math.max(1, count);
        if (background.length != members.length || nMembers * count != members.length)
            throw new IllegalArgumentException("it has " + background.length + " totals of members before and "
                    + members.length + " after the observations, expected as many for each of " + count + " regions");
        for (int r = 0; r < count; r++)
            regions.add(new RegionDay(
                    names.get(r),
                    area[r],
                    prior[r],
                    priorSpread[r],
                    analysis[r],
                    analysisSpread[r],
                    fossil[r],
                    fire[r],
                    Arrays.copyOfRange(background, r * nMembers, (r + 1) * nMembers),
                    Arrays.copyOfRange(members, r * nMembers, (r + 1) * nMembers)));
        return regions;
    }

    private static double[] orMissing(ClassicParts file, String name, int count) throws IOException {
        if (file.has(name)) return PartValues.of(file, name, count);
        final double[] none = new double[count];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    private static double[] members(ClassicParts file, String name) throws IOException {
        return file.has(name) ? file.doubles(name) : new double[0];
    }
}
