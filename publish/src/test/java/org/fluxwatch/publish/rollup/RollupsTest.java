package org.fluxwatch.publish.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.DetailedDays;
import org.fluxwatch.publish.daily.RollupName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollupsTest {
    private static final YearMonth MAY = YearMonth.of(2019, 5);
    private static final YearMonth JUNE = YearMonth.of(2019, 6);

    @TempDir
    private Path folder;

    private Path products() {
        return folder.resolve("products");
    }

    private static List<LocalDate> days(YearMonth month) {
        return month.atDay(1).datesUntil(month.plusMonths(1).atDay(1)).toList();
    }

    private static Map<String, byte[]> rollups(Path products) throws IOException {
        final Map<String, byte[]> rollups = new TreeMap<>();
        try (Stream<Path> files = Files.walk(products)) {
            for (Path file : (Iterable<Path>) files::iterator)
                if (RollupName.path(file.getFileName().toString()).isPresent())
                    rollups.put(products.relativize(file).toString(), Files.readAllBytes(file));
        }
        return rollups;
    }

    @ParameterizedTest
    @ValueSource(strings = {"plane", "regular"})
    void aMonthIsWhatItsDaysAreTogether(String domain) throws IOException {
        DetailedDays.write(folder, domain, days(MAY), 3, DetailedDays.MEMBERS);
        assertThat(new Rollups(products()).all(domain)).isEqualTo(2);
        double[] flux = null;
        double[] observations = null;
        double[] totals = null;
        final double[] members = new double[DetailedDays.MEMBERS];
        for (LocalDate day : days(MAY))
            try (ClassicFile file = ClassicFile.open(products()
                    .resolve(domain + "/2019/fluxwatch_" + domain + "_filter_"
                            + day.toString().replace("-", "") + ".nc"))) {
                flux = sum(flux, file.floats("flux_analysis"));
                observations = sum(observations, file.floats("observations_assimilated"));
                final double[] ofDay = file.doubles("region_flux_analysis");
                if (totals == null) totals = new double[ofDay.length];
                for (int r = 0; r < ofDay.length; r++) totals[r] += ofDay[r];
                final double[] byMember = file.doubles("region_flux_analysis_members");
                for (int n = 0; n < members.length; n++) members[n] += byMember[members.length + n]; // region 1
            }
        try (ClassicFile month = ClassicFile.open(RollupName.month(products(), domain, MAY))) {
            final float[] mean = month.floats("flux_analysis");
            final float[] count = month.floats("observations_assimilated");
            for (int c = 0; c < mean.length - 1; c++) {
                assertThat((double) mean[c]).isCloseTo(flux[c] / 31, within(1e-6 + 1e-7 * Math.abs(flux[c])));
                assertThat((double) count[c]).isCloseTo(observations[c], within(1e-7 * observations[c]));
            }
            assertThat(mean[mean.length - 1]).as("missing on all days").isEqualTo(9.96921e36f);
            for (int r = 0; r < totals.length; r++) {
                assertThat(month.doubles("region_total_analysis")[r])
                        .isCloseTo(totals[r], within(1e-12 * Math.abs(totals[r])));
                assertThat(month.doubles("region_flux_analysis")[r])
                        .isCloseTo(totals[r] / 31, within(1e-12 * Math.abs(totals[r])));
            }
            double meanOfMembers = 0;
            for (double member : members) meanOfMembers += member / members.length;
            double variance = 0;
            for (double member : members) variance += Math.pow(member - meanOfMembers, 2) / (members.length - 1);
            assertThat(month.doubles("region_total_analysis_spread")[1])
                    .isCloseTo(Math.sqrt(variance), within(1e-12 * Math.sqrt(variance)));
            assertThat(month.doubles("region_flux_covariance")[4]).isCloseTo(variance / 31 / 31, within(1e-12));
            assertThat(month.text("days").orElseThrow().lines()).hasSize(31).startsWith("2019-05-01 r3");
            assertThat(month.text("status")).contains("whole");
            assertThat(month.number("days_in")).hasValue(31);
            assertThat(month.number("spin_up_days")).hasValue(2);
            assertThat(month.shape("region_day_analysis_members")).containsExactly(1, 31, 3, DetailedDays.MEMBERS);
            assertThat(month.has("flux_increment")).isTrue();
            assertThat(month.has("chi_square")).isFalse();
            assertThat(month.text("observations_assimilated", "cell_methods")).contains("time: sum");
        }
    }

    private static double[] sum(double[] sum, float[] values) {
        final double[] all = sum == null ? new double[values.length] : sum;
        for (int c = 0; c < values.length; c++) all[c] += values[c];
        return all;
    }

    @Test
    void theSpreadOfAMonthIsThatOfTheMembersMeans() throws IOException {
        DetailedDays.write(folder, "plane", days(MAY), 0, DetailedDays.MEMBERS);
        new Rollups(products()).all("plane");
        try (ClassicFile month = ClassicFile.open(RollupName.month(products(), "plane", MAY));
                ClassicFile members = ClassicFile.open(RollupName.membersOfMonth(products(), "plane", MAY))) {
            assertThat(members.dimensions("flux_analysis")).containsExactly("time", "y", "x", "member");
            final float[] byMember = members.floats("flux_analysis");
            final float[] spread = month.floats("flux_analysis_spread");
            final int cell = 40;
            double mean = 0;
            for (int n = 0; n < DetailedDays.MEMBERS; n++)
                mean += byMember[cell * DetailedDays.MEMBERS + n] / (double) DetailedDays.MEMBERS;
            double variance = 0;
            for (int n = 0; n < DetailedDays.MEMBERS; n++)
                variance += Math.pow(byMember[cell * DetailedDays.MEMBERS + n] - mean, 2) / (DetailedDays.MEMBERS - 1);
            assertThat((double) spread[cell]).isCloseTo(Math.sqrt(variance), within(1e-6));
            assertThat(month.text("flux_analysis_spread", "standard_name"))
                    .contains("surface_upward_mole_flux_of_carbon_dioxide standard_error");
        }
    }

    @Test
    void theSameDaysGiveTheSameBytesInAnyOrder() throws IOException {
        final List<LocalDate> all = new ArrayList<>(days(MAY).subList(0, 9));
        all.addAll(days(JUNE).subList(3, 12));
        DetailedDays.write(folder, "plane", all, 0, 3);
        new Rollups(products()).all("plane");
        final Map<String, byte[]> once = rollups(products());
        assertThat(once.keySet())
                .containsExactly(
                        "plane/2019/fluxwatch_plane_filter_2019-05.nc",
                        "plane/2019/fluxwatch_plane_filter_2019-06.nc",
                        "plane/2019/fluxwatch_plane_filter_members_2019-05.nc",
                        "plane/2019/fluxwatch_plane_filter_members_2019-06.nc",
                        "plane/fluxwatch_plane_filter_2019.nc");
        for (String name : once.keySet()) Files.delete(products().resolve(name));
        Collections.shuffle(all, new Random(3));
        final Rollups other = new Rollups(products());
        for (LocalDate day : all) {
            DetailedDays.write(folder, "plane", List.of(day), 0, 3);
            if (day.getDayOfMonth() % 4 == 0) other.months("plane", Set.of(YearMonth.from(day)));
        }
        other.months("plane", Set.of(MAY, JUNE));
        assertThat(rollups(products())).usingRecursiveComparison().isEqualTo(once);
    }

    @Test
    void whatIsAsTheDaysAreIsLeftAlone() throws IOException {
        DetailedDays.write(folder, "plane", days(MAY), 0, 3);
        assertThat(new Rollups(products()).all("plane")).isEqualTo(2);
        assertThat(new Rollups(products()).all("plane")).isZero();
        DetailedDays.write(folder, "plane", List.of(MAY.atDay(7)), 1, 3);
        assertThat(new Rollups(products()).all("plane")).isEqualTo(2);
        try (ClassicFile year = ClassicFile.open(RollupName.year(products(), "plane", 2019))) {
            assertThat(year.text("days").orElseThrow()).contains("2019-05-06 r0\n2019-05-07 r1\n2019-05-08 r0");
            assertThat(year.text("status")).contains("31 of 365 days");
            assertThat(year.has("region_day_prior")).isFalse();
        }
        Files.writeString(RollupName.year(products(), "plane", 2019), "half");
        assertThat(new Rollups(products()).all("plane")).isOne();
    }

    @Test
    void aYearIsWhatItsMonthsAreTogether() throws IOException {
        DetailedDays.write(folder, "plane", days(MAY), 0, 4);
        DetailedDays.write(folder, "plane", days(JUNE).subList(0, 11), 0, 4);
        new Rollups(products()).all("plane");
        try (ClassicFile may = ClassicFile.open(RollupName.month(products(), "plane", MAY));
                ClassicFile june = ClassicFile.open(RollupName.month(products(), "plane", JUNE));
                ClassicFile year = ClassicFile.open(RollupName.year(products(), "plane", 2019))) {
            assertThat(june.text("status")).contains("11 of 30 days");
            assertThat(june.text("days_missing").orElseThrow().lines())
                    .hasSize(19)
                    .startsWith("2019-06-12");
            for (int r = 0; r < 3; r++) {
                final double sum = may.doubles("region_total_prior")[r] + june.doubles("region_total_prior")[r];
                assertThat(year.doubles("region_total_prior")[r]).isCloseTo(sum, within(1e-12 * Math.abs(sum)));
            }
            final float[] mean = year.floats("flux_prior");
            for (int c = 0; c < mean.length; c++)
                assertThat((double) mean[c])
                        .isCloseTo(
                                (31 * (double) may.floats("flux_prior")[c] + 11 * (double) june.floats("flux_prior")[c])
                                        / 42,
                                within(1e-5));
            assertThat(year.has("flux_analysis_spread")).isTrue();
            assertThat(year.number("spin_up_days")).hasValue(2);
            assertThat(year.doubles("time_bnds")[1] - year.doubles("time_bnds")[0])
                    .isEqualTo(365 * 86400.0);
        }
    }

    @Test
    void withoutMembersThereIsNoSpreadAndTheFileSaysSo() throws IOException {
        DetailedDays.write(folder, "plane", days(MAY).subList(0, 20), 0, 3);
        DetailedDays.write(folder, "plane", days(MAY).subList(20, 31), 0, 0);
        new Rollups(products()).all("plane");
        assertThat(RollupName.membersOfMonth(products(), "plane", MAY)).doesNotExist();
        try (ClassicFile month = ClassicFile.open(RollupName.month(products(), "plane", MAY))) {
            assertThat(month.has("flux_analysis_spread")).isFalse();
            assertThat(month.has("region_flux_analysis_members")).isFalse();
            assertThat(month.text("comment").orElseThrow())
                    .contains("Members of the flux are not there for all days")
                    .contains("2019-05-21 has no totals of members");
        }
    }

    @Test
    void membersOfPastDaysGoWhenTheirMonthHasThem() throws IOException {
        DetailedDays.write(folder, "plane", days(MAY), 0, 3);
        DetailedDays.write(folder, "plane", days(JUNE).subList(0, 10), 0, 3);
        final Rollups rollups = new Rollups(products());
        assertThat(rollups.deletePastMembers("plane", 10)).as("no month yet").isZero();
        rollups.all("plane");
        final Map<String, byte[]> before = rollups(products());
        assertThat(rollups.deletePastMembers("plane", 11)).as("31 May is newer").isZero();
        assertThat(rollups.deletePastMembers("plane", 10)).isEqualTo(31);
        assertThat(RollupName.membersOfDay(products(), "plane", MAY.atEndOfMonth()))
                .doesNotExist();
        assertThat(RollupName.membersOfDay(products(), "plane", JUNE.atDay(1))).exists();
        assertThat(new Rollups(products()).all("plane")).isZero();
        // the month's own members go on to give its spread when it has to be made again
        Files.delete(RollupName.month(products(), "plane", MAY));
        new Rollups(products()).all("plane");
        assertThat(rollups(products())).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void aMonthThatGrowsKeepsTheMembersOfItsFirstDays() throws IOException {
        final Rollups rollups = new Rollups(products());
        for (LocalDate day : days(MAY).subList(0, 14)) {
            DetailedDays.write(folder, "plane", List.of(day), 0, 3);
            rollups.months("plane", Set.of(MAY));
            assertThat(rollups.deletePastMembers("plane", 10)).isZero();
        }
        try (ClassicFile month = ClassicFile.open(RollupName.month(products(), "plane", MAY))) {
            assertThat(month.has("flux_analysis_spread")).isTrue();
            assertThat(month.number("days_in")).hasValue(14);
        }
    }

    @Test
    void membersOfAMonthThatIsNoLongerWhatItWasGo() throws IOException {
        DetailedDays.write(folder, "plane", days(MAY), 0, 3);
        DetailedDays.write(folder, "plane", days(JUNE).subList(0, 10), 0, 3);
        final Rollups rollups = new Rollups(products());
        rollups.all("plane");
        assertThat(rollups.deletePastMembers("plane", 10)).isEqualTo(31);
        DetailedDays.write(folder, "plane", List.of(MAY.atDay(7)), 1, 3);
        rollups.all("plane");
        assertThat(RollupName.membersOfMonth(products(), "plane", MAY)).doesNotExist();
        try (ClassicFile month = ClassicFile.open(RollupName.month(products(), "plane", MAY))) {
            assertThat(month.has("flux_analysis_spread")).isFalse();
            assertThat(month.text("comment").orElseThrow()).contains("Members of the flux are not there for all days");
            assertThat(month.text("days").orElseThrow()).contains("2019-05-07 r1");
        }
    }

    @Test
    void aMonthWithoutDaysGoes() throws IOException {
        DetailedDays.write(folder, "plane", days(MAY).subList(0, 2), 0, 3);
        final Rollups rollups = new Rollups(products());
        rollups.all("plane");
        try (Stream<Path> files = Files.list(products().resolve("plane/2019"))) {
            for (Path file : (Iterable<Path>) files::iterator)
                if (file.toString().contains("201905")) Files.delete(file);
        }
        rollups.months("plane", Set.of(MAY));
        assertThat(rollups(products())).isEmpty();
        assertThat(rollups.all("mars")).isZero();
    }

    @Test
    void damagedDaysAreLeftOutAndCounted() throws IOException {
        DetailedDays.write(folder, "plane", days(MAY), 0, 3);
        Files.writeString(products().resolve("plane/2019/fluxwatch_plane_filter_20190509.nc"), "half");
        new Rollups(products()).all("plane");
        try (ClassicFile month = ClassicFile.open(RollupName.month(products(), "plane", MAY))) {
            assertThat(month.text("status")).contains("30 of 31 days");
            assertThat(month.text("days_missing")).contains("2019-05-09");
            assertThat(month.text("comment").orElseThrow())
                    .contains("The files of 1 days are damaged, from 2019-05-09 on");
        }
    }

    @Test
    void membersOfUnequalNumberAreNoWorkAtEachStart() throws IOException {
        DetailedDays.write(folder, "plane", days(MAY).subList(0, 4), 0, 3);
        DetailedDays.write(folder, "plane", days(MAY).subList(4, 8), 0, 5);
        assertThat(new Rollups(products()).all("plane")).isEqualTo(2);
        assertThat(new Rollups(products()).all("plane")).isZero();
        assertThat(RollupName.membersOfMonth(products(), "plane", MAY)).doesNotExist();
        try (ClassicFile month = ClassicFile.open(RollupName.month(products(), "plane", MAY))) {
            assertThat(month.has("flux_analysis_spread")).isFalse();
            assertThat(month.text("comment").orElseThrow()).contains("not as many or not on one grid");
        }
    }

    @Test
    void aDayOf020SaysNothingOfSpinUp() throws IOException {
        DetailedDays.write(folder, "plane", List.of(MAY.atDay(2)), 0, 3);
        Days.copyFormer(products().resolve("plane/2019/fluxwatch_plane_filter_20190501.nc"));
        new Rollups(products()).all("plane");
        try (ClassicFile month = ClassicFile.open(RollupName.month(products(), "plane", MAY))) {
            assertThat(month.number("days_in")).hasValue(2);
            assertThat(month.number("spin_up_days")).hasValue(1);
            assertThat(month.text("comment").orElseThrow())
                    .contains("Of 1 days it is not known whether the ensemble had settled");
        }
    }

    @Test
    void aFieldThatADayLacksIsLeftOutAndNamed() throws IOException {
        DetailedDays.write(folder, "plane", days(MAY).subList(0, 2), 0, 0);
        final Path first = products().resolve("plane/2019/fluxwatch_plane_filter_20190501.nc");
        final String bytes = new String(Files.readAllBytes(first), StandardCharsets.ISO_8859_1);
        Files.write(first, bytes.replace("flux_increment", "flux_otherwise").getBytes(StandardCharsets.ISO_8859_1));
        new Rollups(products()).all("plane");
        try (ClassicFile month = ClassicFile.open(RollupName.month(products(), "plane", MAY))) {
            assertThat(month.has("flux_increment")).isFalse();
            assertThat(month.has("flux_analysis")).isTrue();
            assertThat(month.text("comment").orElseThrow())
                    .contains("flux_increment is left out: fluxwatch_plane_filter_20190501.nc has none of this form.")
                    .contains("flux_otherwise is left out: fluxwatch_plane_filter_20190502.nc has none of this form.");
        }
    }
}
