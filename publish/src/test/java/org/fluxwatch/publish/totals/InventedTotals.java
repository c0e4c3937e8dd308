package org.fluxwatch.publish.totals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;

/// Days of region totals, seeded by their date, and day files that have nothing else.
final class InventedTotals {
    static final List<String> REGIONS = List.of("north", "central", "south");

    private InventedTotals() {}

    static DayTotals day(LocalDate day, int nMembers) {
        final Random random = new Random(day.toEpochDay());
        final List<RegionDay> regions = new ArrayList<>();
        for (String name : REGIONS) {
            final double[] background = new double[nMembers];
            final double[] analysis = new double[nMembers];
            for (int n = 0; n < nMembers; n++) {
                background[n] = -1 + 0.2 * n + random.nextGaussian();
                analysis[n] = -2 + 0.1 * n + 0.5 * random.nextGaussian();
            }
            regions.add(new RegionDay(
                    name,
                    1e6 + name.length(),
                    random.nextGaussian(),
                    Members.spread(background),
                    random.nextGaussian(),
                    Members.spread(analysis),
                    3 + random.nextDouble(),
                    random.nextDouble(),
                    background,
                    analysis));
        }
        return new DayTotals(day, 1, day.getDayOfMonth() == 1, regions);
    }

    static List<DayTotals> days(LocalDate from, LocalDate to, int nMembers) {
        return from.datesUntil(to.plusDays(1)).map(day -> day(day, nMembers)).toList();
    }

    static Path path(Path folder, String domain, LocalDate day) {
        return folder.resolve(domain)
                .resolve(Integer.toString(day.getYear()))
                .resolve("fluxwatch_" + domain + "_filter_" + day.toString().replace("-", "") + ".nc");
    }

    static Path write(Path folder, String domain, DayTotals day) throws IOException {
        final int count = day.regions().size();
        final int nMembers = day.regions().getFirst().analysisMembers().length;
        final List<ClassicVariable> variables = new ArrayList<>();
        variables.add(ClassicVariable.of("time", "time", new int[] {1}, new ClassicValues.Doubles(1)));
        variables.add(ClassicVariable.of(
                "region_name",
                "region region_name_strlen",
                new int[] {count, 7},
                new ClassicValues.Characters(String.join(
                                "",
                                REGIONS.stream()
                                        .map(n -> (n + "\0\0\0").substring(0, 7))
                                        .toList())
                        .toCharArray())));
        variables.add(ClassicVariable.of("region_area", "region", new int[] {count}, values(day, RegionDay::areaKm2)));
        variables.add(flux(day, "prior", RegionDay::prior));
        variables.add(flux(day, "prior_spread", RegionDay::priorSpread));
        variables.add(flux(day, "analysis", RegionDay::analysis));
        variables.add(flux(day, "analysis_spread", RegionDay::analysisSpread));
        if (nMembers > 0) {
            variables.add(flux(day, "fossil", RegionDay::fossil));
            variables.add(flux(day, "fire", RegionDay::fire));
            variables.add(members(day, "prior", RegionDay::backgroundMembers, nMembers));
            variables.add(members(day, "analysis", RegionDay::analysisMembers, nMembers));
            variables.add(ClassicVariable.of(
                    "spin_up", "time", new int[] {1}, new ClassicValues.Bytes(new byte[] {(byte) (day.spinUp() ? 1 : 0)
                    })));
        }
        final Path file = path(folder, domain, day.day());
        Files.createDirectories(file.getParent());
        ClassicWriter.write(
                new ClassicContent(
                        ClassicFormat.CDF_1,
                        Optional.of("time"),
                        variables,
                        List.of(
                                ClassicAttribute.of("day", day.day().toString()),
                                ClassicAttribute.of("revision", day.revision()))),
                file);
        return file;
    }

    private static ClassicVariable flux(
            DayTotals day, String name, java.util.function.ToDoubleFunction<RegionDay> value) {
        return ClassicVariable.of(
                "region_flux_" + name,
                "time region",
                new int[] {1, day.regions().size()},
                values(day, value));
    }

    private static ClassicValues values(DayTotals day, java.util.function.ToDoubleFunction<RegionDay> value) {
        return new ClassicValues.Doubles(
                day.regions().stream().mapToDouble(value).toArray());
    }

    private static ClassicVariable members(
            DayTotals day, String name, java.util.function.Function<RegionDay, double[]> members, int nMembers) {
        return ClassicVariable.of(
                "region_flux_" + name + "_members",
                "time region member",
                new int[] {1, day.regions().size(), nMembers},
                new ClassicValues.Doubles(day.regions().stream()
                        .flatMapToDouble(region -> java.util.Arrays.stream(members.apply(region)))
                        .toArray()));
    }
}
